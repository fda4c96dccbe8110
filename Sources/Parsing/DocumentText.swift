// SPDX-License-Identifier: Apache-2.0
// The text of a document: which encoding it is in, and its bytes as UTF-8.
// Order: byte order mark, the shape of UTF-16/32, the charset of Content-Type, the XML declaration, UTF-8 (RFC 7303,
// section 3, but for text/xml without a charset, whose US-ASCII nobody means).

import XML2

struct DocumentText {
    /// Where the text begins in `body`, after a byte order mark, where the body is UTF-8 already.
    private(set) var start = 0
    /// The text where it had to be converted.
    private(set) var converted: [UInt8]?
    private(set) var warnings: [String] = []

    /// Cheap for UTF-8: the bytes are neither copied nor checked here.
    init(_ body: UnsafeBufferPointer<UInt8>, contentType: String?) {
        if let mark = ByteOrderMark.of(body) {
            read(body, mark.encoding, skipping: mark.length)
            return
        }
        if let shape = ByteOrderMark.shape(of: body) {
            read(body, shape, skipping: 0)
            return
        }
        let declared = Self.declaredEncoding(body).map(EncodingName.canonical)
        let served = contentType.flatMap(Self.charset).map(EncodingName.canonical)
        choose(body, served: served, declared: declared)
    }

    private mutating func choose(_ body: UnsafeBufferPointer<UInt8>, served: String?, declared: String?) {
        // A document without zero bytes is no UTF-16, whatever it says.
        let isWide = { (name: String) in name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") }
        let names = [served, declared].compactMap { $0 }
        for name in names {
            if isWide(name) {
                warnings.append("declared as \(name), but it is not")
                continue
            }
            if name == "UTF-8" { return }
            guard CharacterConverter.knows(name) else {
                warnings.append("unknown encoding \(name)")
                continue
            }
            if UTF8Text.hasSequences(body) {
                warnings.append("declared as \(name), but it is UTF-8")
                return
            }
            return read(body, name, skipping: 0)
        }
    }

    private mutating func read(_ body: UnsafeBufferPointer<UInt8>, _ encoding: String, skipping: Int) {
        guard encoding != "UTF-8" else { return start = skipping }
        let rest = UnsafeBufferPointer(rebasing: body[skipping...])
        guard let (text, faults) = CharacterConverter.utf8(rest, from: encoding) else { return start = skipping }
        converted = text
        if faults > 0 { warnings.append("\(faults) bytes that \(encoding) does not have") }
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
