// SPDX-License-Identifier: Apache-2.0
// zlib's inflate made safe: gzip data in as they arrive, bytes out in pieces, bounded. Nothing is allocated on the data's
// own word about their size.

import CZlib

/// Expands one gzip file (RFC 1952) while it arrives.
///
/// Members that follow one another are one text; what follows the last member and is none is passed over, as gzip does.
/// Synchronous CPU work on the calling thread. Calls may come from different threads, one at a time.
///
/// C: `inflateInit2`, `inflate`, `inflateReset`.
package final class GzipReader {
    private enum State {
        case first, later, betweenMembers, over
    }

    /// At an address that stays: zlib's state points back at it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutableBufferPointer<UInt8>
    private let maxBytes: Int
    private var state = State.first
    private var expandedBytes = 0
    /// Thrown once what came out before is handed over.
    private var fault: GzipError?

    private static let roomBytes = 64 << 10
    /// The largest window that DEFLATE has, and 16 for gzip's header and trailer.
    private static let windowBits: Int32 = 15 + 16

    /// - Parameter maxBytes: how many bytes may come out.
    /// - Throws: `GzipError.outOfMemory`.
    package init(maxBytes: Int) throws(GzipError) {
        self.maxBytes = maxBytes
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard czlib_inflate_init(stream, Self.windowBits) == Z_OK else {
            stream.deallocate()
            throw .outOfMemory
        }
        room = .allocate(capacity: Self.roomBytes)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    /// Whether bytes begin as a gzip file does.
    package static func isMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
    }

    /// Expands from the file's next bytes, and takes from `bytes` what it has used. Call it until it gives `nil`.
    ///
    /// - Returns: what comes out next, up to 64 KiB, valid until the next call; `nil` once all bytes are used.
    /// - Throws: the reader is of no more use after that.
    package func next(_ bytes: inout UnsafeBufferPointer<UInt8>) throws(GzipError) -> UnsafeBufferPointer<UInt8>? {
        while state != .over {
            if state == .betweenMembers, !beginMember(&bytes) { return nil }
            if let fault { throw fault }
            let (code, count) = inflateStep(&bytes)
            settle(code)
            expandedBytes += count
            guard expandedBytes <= maxBytes else { throw .tooLarge(maxBytes: maxBytes) }
            if count > 0 { return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(room)[..<count]) }
            if code != Z_STREAM_END, fault == nil, bytes.isEmpty { return nil }
        }
        return nil
    }

    /// The file ends here.
    package func finish() throws(GzipError) {
        if state == .first || state == .later && stream.pointee.total_out > 0 { throw .cutOff }
    }

    /// Zero bytes may fill up a file after a member. `false` where nothing else is there yet.
    private func beginMember(_ bytes: inout UnsafeBufferPointer<UInt8>) -> Bool {
        bytes = UnsafeBufferPointer(rebasing: bytes.drop { $0 == 0 })
        guard !bytes.isEmpty, inflateReset(stream) == Z_OK else { return false }
        state = .later
        return true
    }

    /// One call of zlib: its code, and how many bytes of `room` it has filled.
    private func inflateStep(_ bytes: inout UnsafeBufferPointer<UInt8>) -> (code: Int32, count: Int) {
        // zlib does not write through its input; the C type only lacks the const. It counts in 32 bits.
        let offered = min(bytes.count, 1 << 30)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = UInt32(offered)
        stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = UInt32(room.count)
        let code = inflate(stream, Z_NO_FLUSH)
        bytes = UnsafeBufferPointer(rebasing: bytes[(offered - Int(stream.pointee.avail_in))...])
        return (code, room.count - Int(stream.pointee.avail_out))
    }

    private func settle(_ code: Int32) {
        switch code {
        // Without input or room there is no progress, which is no fault.
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: state = .betweenMembers
        case Z_MEM_ERROR: fault = .outOfMemory
        // What follows a member and gives nothing is no member.
        case _ where state == .later && stream.pointee.total_out == 0: state = .over
        default: fault = .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "error \(code)")
        }
    }
}
