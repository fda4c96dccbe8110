// SPDX-License-Identifier: Apache-2.0
// zlib as Swift can import it.
#ifndef FEEDWATCH_CZLIB_SHIM_H
#define FEEDWATCH_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro that adds the header's version and the stream's size.
static inline int czlib_inflate_init(z_stream *stream, int windowBits) { return inflateInit2(stream, windowBits); }

#endif
