// SPDX-License-Identifier: Apache-2.0
// Which encoding a document is in, as its beginning, its transport and it itself say.
// Order: byte order mark, the shape of UTF-16/32, the charset of Content-Type, the XML declaration, UTF-8 (RFC 7303,
// section 3, but for text/xml without a charset, whose US-ASCII nobody means).

import XML2

struct DocumentEncoding {
    /// How many bytes a decision may look at.
    static let headBytes = 64 << 10

    /// The name that `CharacterConverter` knows; `nil` for UTF-8.
    private(set) var name: String?
    /// Bytes of a byte order mark.
    private(set) var markLength = 0
    private(set) var warnings: [String] = []

    /// - Parameters:
    ///   - head: the document's first `headBytes` bytes, or all of it.
    ///   - isWhole: whether the document ends with `head`.
    ///   - contentType: the HTTP header's value.
    init(head: UnsafeBufferPointer<UInt8>, isWhole: Bool, contentType: String?) {
        if let mark = ByteOrderMark.of(head) {
            markLength = mark.length
            name = mark.encoding == "UTF-8" ? nil : mark.encoding
        } else if let shape = ByteOrderMark.shape(of: head) {
            name = shape
        } else {
            let declared = Self.declaredEncoding(head).map(EncodingName.canonical)
            let served = contentType.flatMap(Self.charset).map(EncodingName.canonical)
            choose(head, isWhole: isWhole, among: [served, declared].compactMap(\.self))
        }
    }

    private mutating func choose(_ head: UnsafeBufferPointer<UInt8>, isWhole: Bool, among names: [String]) {
        for name in names {
            // A document without zero bytes is no UTF-16, whatever it says.
            if name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") {
                warnings.append("declared as \(name), but it is not")
            } else if name == "UTF-8" {
                return
            } else if !CharacterConverter.knows(name) {
                warnings.append("unknown encoding \(name)")
            } else if UTF8Text.hasSequences(head, isCut: !isWhole) {
                return warnings.append("declared as \(name), but it is UTF-8")
            } else {
                return self.name = name
            }
        }
    }

    /// The value of `charset` in a Content-Type.
    private static func charset(_ contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased().filter({ !$0.isWhitespace }) == "charset" else { continue }
            let value = parts[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// The `encoding` of an XML declaration within the first KiB.
    private static func declaredEncoding(_ body: UnsafeBufferPointer<UInt8>) -> String? {
        let head = UnsafeBufferPointer(rebasing: body.prefix(1_024))
        if head.starts(with: ByteOrderMark.mainframe), let converter = CharacterConverter(from: "CP037") {
            var text: [UInt8] = []
            converter.convert(head, into: &text)
            return text.withUnsafeBufferPointer(declaredEncoding) ?? "CP037"
        }
        guard let open = head.firstIndex(of: UInt8(ascii: "<")), open + 5 < head.count,
            UnsafeBufferPointer(rebasing: head[open..<(open + 5)]).equals("<?xml"),
            let close = head[open...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        let declaration = String(decoding: head[open..<close], as: UTF8.self)
        guard let name = declaration.firstRange(of: "encoding") else { return nil }
        let value = declaration[name.upperBound...].drop { $0 == "=" || $0.isWhitespace }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        let encoding = value.dropFirst().prefix { $0 != quote }
        return encoding.isEmpty ? nil : String(encoding)
    }
}

enum ByteOrderMark {
    /// `<?xm` in EBCDIC, all of whose variants agree on what a declaration is made of (XML 1.0, appendix F).
    static let mainframe: [UInt8] = [0x4C, 0x6F, 0xA7, 0x94]

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
}
