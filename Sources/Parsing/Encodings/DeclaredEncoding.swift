// SPDX-License-Identifier: Apache-2.0
// Where a document's encoding is named: in the XML declaration, and in the Content-Type it came with.

enum DeclaredEncoding {
    /// The `encoding` of an XML declaration within the first KiB of a document that is ASCII there.
    static func inDocument(_ body: UnsafeBufferPointer<UInt8>) -> String? {
        let head = UnsafeBufferPointer(rebasing: body.prefix(1_024))
        guard let open = declaration(in: head), let close = head[open...].firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        let text = String(decoding: head[open..<close], as: UTF8.self)
        guard let name = text.firstRange(of: "encoding") else { return nil }
        let value = text[name.upperBound...].drop { $0 == "=" || $0.isWhitespace }
        let bare = value.first == "\"" || value.first == "'" ? value.dropFirst() : value
        let encoding = bare.prefix { $0 != "\"" && $0 != "'" && $0 != "?" && !$0.isWhitespace }
        return encoding.isEmpty ? nil : String(encoding)
    }

    /// Messages of a script may stand before the declaration.
    private static func declaration(in head: UnsafeBufferPointer<UInt8>) -> Int? {
        head.indices.first { place in
            head[place] == UInt8(ascii: "<") && place + 5 < head.count
                && UnsafeBufferPointer(rebasing: head[place..<(place + 5)]).equals("<?xml")
        }
    }

    /// The value of `charset` in a Content-Type.
    static func inContentType(_ contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased().filter({ !$0.isWhitespace }) == "charset" else { continue }
            let value = parts[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            return value.isEmpty ? nil : value
        }
        return nil
    }
}
