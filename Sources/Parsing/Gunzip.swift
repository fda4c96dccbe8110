// SPDX-License-Identifier: Apache-2.0
// Bodies that are gzip although no header said so.

import Zlib

enum Gunzip {
    /// The whole body, expanded where it begins as gzip does.
    static func expandedIfNeeded(_ body: [UInt8], maxBytes: Int) throws(ParseError) -> [UInt8] {
        try withBytes(body) { bytes throws(ParseError) in
            guard GzipReader.isMark(bytes) else { return body }
            do throws(GzipError) {
                return try expanded(bytes, maxBytes)
            } catch {
                throw ParseError(error)
            }
        }
    }

    private static func expanded(
        _ bytes: UnsafeBufferPointer<UInt8>, _ maxBytes: Int
    ) throws(GzipError) -> [UInt8] {
        let gzip = try GzipReader(maxBytes: maxBytes)
        var (rest, out) = (bytes, [UInt8]())
        while let part = try gzip.next(&rest) { out.append(contentsOf: part) }
        try gzip.finish()
        return out
    }
}

extension ParseError {
    init(_ error: GzipError) {
        switch error {
        case .damaged, .cutOff: self = .malformed("\(error)")
        case .tooLarge, .outOfMemory: self = .refused("\(error)")
        }
    }
}
