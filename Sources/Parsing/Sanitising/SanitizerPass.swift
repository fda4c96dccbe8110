// SPDX-License-Identifier: Apache-2.0
// One pass over the tokens of HTML, writing what is safe of them.

import Wording

struct SanitizerPass {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var tokenizer: HTMLTokenizer
    private var out: SafeMarkup
    private var attributes: AttributeFilter
    /// The elements that are open in the output, so that it nests.
    private var open: [OpenElement] = []
    /// The picture or formula that we are in, and how many elements were open before it.
    private var foreign: (names: Vocabulary, depth: Int)?
    /// The element whose content is being dropped, and how deep in its own kind.
    private var dropped: (element: HTMLElement, depth: Int)?

    private struct OpenElement {
        let element: HTMLElement
        let name: StaticString
        let needsEndTag: Bool
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, base: String?) {
        self.bytes = bytes
        tokenizer = HTMLTokenizer(bytes)
        out = SafeMarkup(capacity: bytes.count + bytes.count / 8 + 64)
        attributes = AttributeFilter(bytes, base: base)
    }

    func deallocate() {
        out.deallocate()
    }

    mutating func run() -> String {
        while let token = tokenizer.next() {
            switch token {
            case .text(let range): if dropped == nil { out.append(text: slice(range)) }
            case .cdata(let range): if dropped == nil { out.append(text: slice(range), from: .literal) }
            case .start(let tag): start(tag)
            case .end(let tag): end(tag)
            case .nothing: break
            }
        }
        close(downTo: 0)
        return out.text
    }

    private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range])
    }

    private mutating func start(_ tag: HTMLTag) {
        let element = SafeElements.html[tag.element]
        switch element?.value {
        case .raw: if !tag.isSelfClosing { tokenizer.skipRawText(of: tag) }
        case .literal: if !tag.isSelfClosing { literal(tag) }
        case _ where dropped != nil: deepen(tag)
        case .dropped: if !tag.isSelfClosing { dropped = (tag.element, 1) }
        default: if foreign == nil { startHTML(tag, element) } else { startForeign(tag, element) }
        }
    }

    private mutating func literal(_ tag: HTMLTag) {
        let content = tokenizer.skipRawText(of: tag)
        if dropped == nil { out.append(text: slice(content), from: .literal) }
    }

    /// Within what is dropped only its own end is looked for.
    private mutating func deepen(_ tag: HTMLTag) {
        guard let (outer, depth) = dropped, outer == tag.element, !tag.isSelfClosing else { return }
        dropped = (outer, depth + 1)
    }

    private mutating func startHTML(_ tag: HTMLTag, _ element: NameTable<SafeElements.Fate>.Entry?) {
        guard let element else { return }
        switch element.value {
        case .svg: startRoot(tag, element.name, .svg)
        case .math: startRoot(tag, element.name, .math)
        case let fate: write(tag, element.name, fate, .html)
        }
    }

    private mutating func startRoot(_ tag: HTMLTag, _ name: StaticString, _ names: Vocabulary) {
        foreign = (names, open.count)
        write(tag, name, .kept, names, isRoot: true)
    }

    /// An element of HTML ends a picture or a formula that was not closed, as it does in browsers.
    private mutating func startForeign(_ tag: HTMLTag, _ element: NameTable<SafeElements.Fate>.Entry?) {
        guard let foreign else { return }
        if let own = foreign.names.elements[tag.element] {
            if own.value == .dropped {
                if !tag.isSelfClosing { dropped = (tag.element, 1) }
            } else {
                write(tag, own.name, own.value, foreign.names)
            }
        } else if let element {
            close(downTo: foreign.depth)
            startHTML(tag, element)
        }
    }

    private mutating func write(
        _ tag: HTMLTag, _ name: StaticString, _ fate: SafeElements.Fate, _ names: Vocabulary, isRoot: Bool = false
    ) {
        out.append("<")
        out.append(name)
        let endsInValue = attributes.write(of: tag, names, into: &out)
        if isRoot { out.append(names.declaration) }
        guard fate != .void else { return out.append(" />") }
        out.append(">")
        open.append(OpenElement(element: tag.element, name: name, needsEndTag: fate != .open))
        // The slash of <a href=x/> belongs to the value.
        if tag.isSelfClosing, !endsInValue { closeLast(always: true) }
    }

    private mutating func end(_ tag: HTMLTag) {
        if let (outer, depth) = dropped {
            if outer == tag.element { dropped = depth > 1 ? (outer, depth - 1) : nil }
            return
        }
        // An end tag without its start is dropped; the elements within the one it closes are closed with it. The search
        // is bounded: nobody nests deeper in earnest.
        guard let index = open.suffix(256).lastIndex(where: { $0.element == tag.element }) else { return }
        close(downTo: index + 1)
        closeLast(always: true)
    }

    private mutating func close(downTo count: Int) {
        while open.count > count { closeLast(always: false) }
    }

    private mutating func closeLast(always: Bool) {
        guard let last = open.popLast() else { return }
        if let depth = foreign?.depth, open.count <= depth { foreign = nil }
        guard always || last.needsEndTag else { return }
        out.append("</")
        out.append(last.name)
        out.append(">")
    }
}
