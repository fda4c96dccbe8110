// SPDX-License-Identifier: Apache-2.0
// xml:base and xml:lang of the elements that are open.

import XML2

struct BaseScope {
    private let documentURL: String?
    /// Depth and value, outermost first; most feeds have none.
    private var bases: [(depth: Int, url: String)] = []
    private var languages: [(depth: Int, tag: String?)] = []

    init(documentURL: String?) {
        self.documentURL = documentURL
    }

    /// `nil` where neither the document's URL nor an xml:base is known.
    var base: String? { bases.last?.url ?? documentURL }

    /// The innermost xml:lang; an empty one takes the outer one back.
    var language: String? { languages.last?.tag }

    mutating func enter(_ element: XMLElement, depth: Int) {
        for attribute in element.attributes {
            guard let prefix = attribute.prefix, attribute.isXML(prefix) else { continue }
            switch attribute.name {
            case "base": enter(base: attribute.text, depth: depth)
            case "lang": languages.append((depth, Self.tag(attribute.text)))
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
        if URLReference.canBeBase(url) { bases.append((depth, url)) }
    }

    /// The innermost xml:base, where it was declared deeper than `depth`.
    func base(below depth: Int) -> String? {
        guard let last = bases.last, last.depth > depth else { return nil }
        return last.url
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
        guard attributes.count > 0 else { return nil }
        for attribute in attributes where attribute.isNamed(name) {
            var text = attribute.text
            return text.withUTF8 { $0.trimmed.count == $0.count ? nil : $0.trimmed.string } ?? text
        }
        return nil
    }
}

extension XMLAttribute {
    @inline(__always)
    func isNamed(_ name: StaticString) -> Bool {
        guard local[0].lowered == name.utf8Start[0].lowered else { return false }
        for index in 0..<name.utf8CodeUnitCount where local[index].lowered != name.utf8Start[index].lowered {
            return false
        }
        return local[name.utf8CodeUnitCount] == 0
    }
}
