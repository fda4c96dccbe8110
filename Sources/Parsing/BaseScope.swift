// SPDX-License-Identifier: Apache-2.0
// xml:base and xml:lang of the elements that are open.

import XML2

struct BaseScope {
    private let documentURL: String?
    private var documentRange: TextRange?
    /// Outermost first; most feeds have none.
    private var bases: [Declaration] = []
    private var languages: [Declaration] = []

    private struct Declaration {
        let depth: Int
        let value: String?
        /// Where it stands in the feed's text, once a value refers to it.
        var range: TextRange?
    }

    init(documentURL: String?) {
        self.documentURL = documentURL
    }

    /// `nil` where neither the document's URL nor an xml:base is known.
    var base: String? { bases.last?.value ?? documentURL }

    /// The innermost xml:lang; an empty one takes the outer one back.
    var language: String? { languages.last?.value }

    /// Where `base` stands in `text`.
    mutating func baseRange(in text: inout ByteBuffer) -> TextRange? {
        if !bases.isEmpty { return Self.range(of: &bases[bases.count - 1], in: &text) }
        if documentRange == nil, let documentURL { documentRange = text.append(text: documentURL) }
        return documentRange
    }

    /// Where `language` stands in `text`.
    mutating func languageRange(in text: inout ByteBuffer) -> TextRange? {
        languages.isEmpty ? nil : Self.range(of: &languages[languages.count - 1], in: &text)
    }

    private static func range(of declaration: inout Declaration, in text: inout ByteBuffer) -> TextRange? {
        if declaration.range == nil, let value = declaration.value { declaration.range = text.append(text: value) }
        return declaration.range
    }

    mutating func enter(_ element: XMLElement, depth: Int) {
        guard element.attributes.havePrefixes else { return }
        for attribute in element.attributes {
            guard let prefix = attribute.prefix, attribute.isXML(prefix) else { continue }
            switch attribute.name {
            case "base": enter(base: attribute.text, depth: depth)
            case "lang": languages.append(Declaration(depth: depth, value: Self.tag(attribute.text)))
            default: break
            }
        }
    }

    /// `nil` for an empty tag, and for one that is longer than any language's (RFC 5646, 4.4.1): each entry has a copy.
    private static func tag(_ text: String) -> String? {
        text.isEmpty || text.utf8.count > 64 ? nil : text
    }

    /// A base that nothing can be relative to is passed over.
    mutating func enter(base reference: String, depth: Int) {
        let url = URLReference.resolve(reference, against: base)
        if URLReference.canBeBase(url) { bases.append(Declaration(depth: depth, value: url)) }
    }

    /// The innermost xml:base, where it was declared deeper than `depth`.
    func base(below depth: Int) -> String? {
        guard let last = bases.last, last.depth > depth else { return nil }
        return last.value
    }

    @inline(__always)
    mutating func leave(_ depth: Int) {
        while let last = bases.last, last.depth >= depth { bases.removeLast() }
        while let last = languages.last, last.depth >= depth { languages.removeLast() }
    }

    func resolve(_ reference: String) -> String {
        URLReference.resolve(reference, against: base)
    }
}

extension XMLAttribute {
    fileprivate func isXML(_ prefix: UnsafePointer<UInt8>) -> Bool {
        prefix[0] == UInt8(ascii: "x") && prefix[1] == UInt8(ascii: "m") && prefix[2] == UInt8(ascii: "l")
            && prefix[3] == 0
    }
}

extension XMLElement {
    /// The value of the attribute with that local name, in whatever case and namespace; trimmed, `nil` where absent.
    func attribute(_ name: StaticString) -> String? {
        guard attributes.count > 0, let attribute = attributes.named(name) else { return nil }
        var text = attribute.text
        return text.withUTF8 { $0.trimmed.count == $0.count ? nil : $0.trimmed.string } ?? text
    }
}
