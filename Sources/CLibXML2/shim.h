// SPDX-License-Identifier: Apache-2.0
// libxml2 as Swift can import it. Debian's headers include ICU, whose types clash with those inside Foundation, so ICU
// is switched off before parser.h is read; nothing of libxml2's own layout depends on it.
#ifndef FEEDWATCH_CLIBXML2_SHIM_H
#define FEEDWATCH_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <iconv.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

static inline void clibxml2_quiet(void *context, const char *format, ...) {
    (void)context;
    (void)format;
}

// The variadic members of xmlSAXHandler are not imported: libxml2 would write to standard error through them.
static inline void clibxml2_silence(xmlSAXHandler *handler) {
    handler->warning = clibxml2_quiet;
    handler->error = clibxml2_quiet;
    handler->fatalError = clibxml2_quiet;
}

// iconv_t of a failed iconv_open is a cast macro in C.
static inline int clibxml2_iconv_failed(iconv_t converter) { return converter == (iconv_t)-1; }

// A GNU extension that the Glibc module hides behind _GNU_SOURCE.
extern void *memmem(const void *text, size_t textLength, const void *mark, size_t markLength);
static inline const void *clibxml2_find(const void *text, size_t textLength, const void *mark, size_t markLength) {
    return memmem(text, textLength, mark, markLength);
}

#endif
