// SPDX-License-Identifier: Apache-2.0
// Writes the attributes of one tag that are safe, each once, in the order of the alphabet.

import Wording

/// The names that elements and attributes have in a part of the document.
enum Vocabulary {
    case html, svg, math

    var elements: NameTable<SafeElements.Fate> {
        switch self {
        case .html: SafeElements.html
        case .svg: SafeElements.svg
        case .math: SafeElements.math
        }
    }

    var attributes: NameTable<SafeAttributes.Rule> {
        switch self {
        case .html: SafeAttributes.html
        case .svg: SafeAttributes.svg
        case .math: SafeAttributes.math
        }
    }

    /// The namespace that XML wants to be told of a picture or a formula.
    var declaration: StaticString {
        switch self {
        case .html: ""
        case .svg: " xmlns=\"http://www.w3.org/2000/svg\""
        case .math: " xmlns=\"http://www.w3.org/1998/Math/MathML\""
        }
    }
}

struct AttributeFilter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let base: String?
    /// Links that are made absolute must not make a text a hundred times as long: beyond this they stay relative.
    private let mostBytes: Int
    /// The attributes of one tag, in the order of their names. Reused.
    private var found: [(index: Int, value: Range<Int>, isBare: Bool)] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, base: String?) {
        self.bytes = bytes
        self.base = base
        mostBytes = bytes.count * 8 + 65_536
    }

    /// Whether the tag ends within the value of an attribute.
    mutating func write(of tag: HTMLTag, _ names: Vocabulary, into out: inout SafeMarkup) -> Bool {
        guard !tag.attributes.isEmpty else { return false }
        let table = names.attributes
        let endsInValue = find(tag, table)
        for attribute in found {
            let entry = table.entries[attribute.index]
            if entry.value == .text || entry.value == .boolean && !attribute.isBare {
                open(entry.name, into: &out)
                out.append(rawValue: UnsafeBufferPointer(rebasing: bytes[attribute.value]))
            } else if entry.value == .boolean {
                open(entry.name, into: &out)
                out.append(entry.name)
            } else {
                let base = out.count < mostBytes ? base : nil
                guard let value = safe(decoded(attribute.value), entry.value, base, isPicture: tag.element == Self.img)
                else { continue }
                open(entry.name, into: &out)
                out.append(value: value)
            }
            out.append("\"")
        }
        return endsInValue
    }

    private static let img = HTMLElement("img")

    private func open(_ name: StaticString, into out: inout SafeMarkup) {
        out.append(" ")
        out.append(name)
        out.append("=\"")
    }

    /// Of attributes with one name the first counts, as in browsers.
    private mutating func find(_ tag: HTMLTag, _ table: NameTable<SafeAttributes.Rule>) -> Bool {
        found.removeAll(keepingCapacity: true)
        var end = 0
        for (name, value) in HTMLAttributes(of: tag, in: bytes) {
            end = value.upperBound
            guard let index = table.index(of: HTMLElement(name: UnsafeBufferPointer(rebasing: bytes[name])))
            else { continue }
            let place = found.firstIndex { $0.index >= index } ?? found.count
            if place < found.count, found[place].index == index { continue }
            found.insert((index, value, isBare(value)), at: place)
        }
        return end == tag.attributes.upperBound && end > 0 && bytes[end - 1] == UInt8(ascii: "/")
    }

    /// Whether the attribute has no `=`.
    private func isBare(_ value: Range<Int>) -> Bool {
        let before = bytes[value.lowerBound - 1]
        return value.isEmpty && before != UInt8(ascii: "=") && before != 0x22 && before != 0x27
    }

    private func safe(_ value: String, _ rule: SafeAttributes.Rule, _ base: String?, isPicture: Bool) -> String? {
        switch rule {
        case .link: SafeLink.resolved(value, base: base)
        case .source: SafeLink.resolved(value, base: base) ?? (isPicture ? SafeLink.picture(value) : nil)
        case .sources: SafeLink.sources(value, base: base)
        case .style: SafeCSS.filter(value)
        case .paint: SafeCSS.isPaint(value) ? value : nil
        case .text, .boolean: value
        }
    }

    private func decoded(_ range: Range<Int>) -> String {
        let raw = UnsafeBufferPointer(rebasing: bytes[range])
        guard raw.contains(UInt8(ascii: "&")) else { return raw.string }
        var buffer = ByteBuffer(capacity: max(64, range.count))
        defer { buffer.deallocate() }
        ReferenceDecoder.decode(raw, inAttribute: true, into: &buffer)
        return buffer.bytes.string
    }
}
