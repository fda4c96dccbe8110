// SPDX-License-Identifier: Apache-2.0

/// Why compressed data gives no more bytes.
package enum GzipError: Error, Sendable, Hashable {
    /// Not what gzip writes; the text is zlib's.
    case damaged(String)
    /// The data end within a member.
    case cutOff
    /// More comes out than was allowed.
    case tooLarge(maxBytes: Int)
    case outOfMemory
}

extension GzipError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .damaged(let why): "damaged gzip data: \(why)"
        case .cutOff: "gzip data that are cut off"
        case .tooLarge(let maxBytes): "more than \(maxBytes) bytes after decompression"
        case .outOfMemory: "out of memory"
        }
    }
}
