// SPDX-License-Identifier: Apache-2.0
// zlib as Swift can import it.
#ifndef FEEDWATCH_CZLIB_SHIM_H
#define FEEDWATCH_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro that adds the header's version and the stream's size.
static inline int czlib_inflate_init(z_stream *stream, int windowBits) { return inflateInit2(stream, windowBits); }

// deflateInit2 is such a macro, too. windowBits 31 is gzip.
static inline int czlib_deflate_init(z_stream *stream, int level, int windowBits) {
    return deflateInit2(stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
}

#endif
