// SPDX-License-Identifier: Apache-2.0
// What the first four bytes say about a document's encoding (XML 1.0, appendix F).

enum ByteOrderMark {
    /// The encoding that a byte order mark at the document's beginning stands for, and the mark's length.
    static func of(_ body: UnsafeBufferPointer<UInt8>) -> (encoding: String, length: Int)? {
        let head = Array(body.prefix(4))
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return ("UTF-8", 3) }
        if head == [0xFF, 0xFE, 0, 0] { return ("UTF-32LE", 4) }
        if head == [0, 0, 0xFE, 0xFF] { return ("UTF-32BE", 4) }
        if head.starts(with: [0xFF, 0xFE]) { return ("UTF-16LE", 2) }
        if head.starts(with: [0xFE, 0xFF]) { return ("UTF-16BE", 2) }
        return nil
    }

    /// UTF-16 and UTF-32 without a mark show by the zero bytes around the first `<`, `{` or white space.
    static func shape(of body: UnsafeBufferPointer<UInt8>) -> String? {
        guard body.count >= 4 else { return nil }
        switch (body[0] != 0, body[1] != 0, body[2] != 0, body[3] != 0) {
        case (true, false, false, false): return "UTF-32LE"
        case (false, false, false, true): return "UTF-32BE"
        case (true, false, true, false): return "UTF-16LE"
        case (false, true, false, true): return "UTF-16BE"
        default: return nil
        }
    }

    /// Whether the document begins with `<?xm` of EBCDIC, in which these are the same on all code pages.
    static func isEBCDIC(_ body: UnsafeBufferPointer<UInt8>) -> Bool {
        body.starts(with: [0x4C, 0x6F, 0xA7, 0x94])
    }
}
