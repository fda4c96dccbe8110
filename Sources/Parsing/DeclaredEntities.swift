// SPDX-License-Identifier: Apache-2.0
// The entities that a document declares for itself, as far as they are mere abbreviations: `<!ENTITY who "A name">`.

import Wording

/// Names and what stands for them. Bounded and never recursive: a value has no reference to another entity and no markup.
struct DeclaredEntities {
    private var values: [String: [UInt8]] = [:]
    /// How many bytes may still be put in for names, in the whole document.
    private(set) var budget = 1 << 20

    private static let longestValue = 256
    private static let mostEntities = 256

    /// - Parameters:
    ///   - text: a document from its beginning on.
    ///   - maxBytes: how far into its DOCTYPE to look.
    init(_ text: UnsafeBufferPointer<UInt8>, maxBytes: Int) {
        guard let subset = Self.subset(of: text, maxBytes: maxBytes) else { return }
        var place = 0
        while let open = subset.firstPlace(of: UInt8(ascii: "<"), from: place), values.count < Self.mostEntities {
            place = open + 1
            if subset.begins(with: "<!ENTITY", at: open) { read(subset, from: open + 8) }
        }
    }

    var isEmpty: Bool { values.isEmpty }

    /// Appends what stands for the reference that begins at `text[0]`; the bytes it takes, 0 where it is none.
    mutating func appendValue(of text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Int {
        guard let end = text.prefix(Self.longestValue).firstIndex(of: UInt8(ascii: ";")), end > 1,
            let value = values[UnsafeBufferPointer(rebasing: text[1..<end]).string], value.count <= budget
        else { return 0 }
        budget -= value.count
        value.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress { out.append(start, bytes.count) }
        }
        return end + 1
    }

    /// What stands between the brackets of the DOCTYPE, or after the opening one; a DOCTYPE stands before the root.
    private static func subset(of text: UnsafeBufferPointer<UInt8>, maxBytes: Int) -> UnsafeBufferPointer<UInt8>? {
        var tokenizer = LooseXMLTokenizer(text)
        var place = 0
        while let token = tokenizer.next() {
            switch token {
            case .start, .end: return nil
            default: break
            }
            if text.begins(with: "<!DOCTYPE", at: place) { break }
            place = tokenizer.position
        }
        let doctype = UnsafeBufferPointer(rebasing: text[min(place, text.count)...].prefix(maxBytes))
        return doctype.firstPlace(of: UInt8(ascii: "["), from: 0).map { UnsafeBufferPointer(rebasing: doctype[$0...]) }
    }

    /// ` name "value"`.
    private mutating func read(_ subset: UnsafeBufferPointer<UInt8>, from start: Int) {
        let rest = subset[start...].drop(while: \.isHTMLSpace)
        let name = rest.prefix { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "%") }
        let quoted = rest[name.endIndex...].drop(while: \.isHTMLSpace)
        guard let quote = quoted.first, quote == 0x22 || quote == 0x27,
            let end = quoted.dropFirst().firstIndex(of: quote)
        else { return }
        let value = UnsafeBufferPointer(rebasing: subset[(quoted.startIndex + 1)..<end])
        let key = UnsafeBufferPointer(rebasing: name).string
        guard !key.isEmpty, !ReferenceDecoder.predefined.contains(key), values[key] == nil,
            value.count <= Self.longestValue
        else { return }
        values[key] = Self.plain(value)
    }

    /// The value with its character references resolved; `nil` where it is more than characters.
    private static func plain(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard !value.contains(UInt8(ascii: "<")), !value.contains(UInt8(ascii: "%")) else { return nil }
        var out = ByteBuffer(capacity: longestValue)
        defer { out.deallocate() }
        var references = value[...]
        while let ampersand = references.firstIndex(of: UInt8(ascii: "&")) {
            guard ampersand + 1 < value.count, value[ampersand + 1] == UInt8(ascii: "#") else { return nil }
            references = value[(ampersand + 1)...]
        }
        ReferenceDecoder.decode(value, inAttribute: false, into: &out)
        return Array(out.bytes)
    }
}
