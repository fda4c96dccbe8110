// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Makes gzip files.
package enum Gzip {
    /// The largest window that DEFLATE has, and 16 for gzip's header and trailer.
    private static let windowBits: Int32 = 15 + 16

    /// `bytes` as one member (RFC 1952) without a name and a time, so that the same bytes always give the same member.
    ///
    /// Synchronous CPU work on the calling thread, some 50 MB a second.
    ///
    /// C: `deflateInit2`, `deflateBound`, `deflate`.
    package static func member(of bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard bytes.count <= Int(UInt32.max) else { throw .tooLarge(maxBytes: Int(UInt32.max)) }
        guard czlib_deflate_init(stream, Z_DEFAULT_COMPRESSION, windowBits) == Z_OK else { throw .outOfMemory }
        defer { deflateEnd(stream) }
        let room = Int(deflateBound(stream, UInt(bytes.count)))
        var code = Z_OK
        let member = [UInt8](unsafeUninitializedCapacity: room) { out, count in
            code = bytes.withUnsafeBufferPointer { deflateAll($0, into: out, stream) }
            count = room - Int(stream.pointee.avail_out)
        }
        guard code == Z_STREAM_END else { throw .damaged("deflate gave \(code)") }
        return member
    }

    private static func deflateAll(
        _ bytes: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>,
        _ stream: UnsafeMutablePointer<z_stream>
    ) -> Int32 {
        // zlib does not write through its input; the C type only lacks the const.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = UInt32(bytes.count)
        stream.pointee.next_out = out.baseAddress
        stream.pointee.avail_out = UInt32(out.count)
        return deflate(stream, Z_FINISH)
    }
}
