// SPDX-License-Identifier: Apache-2.0
// From HTML's tokens to visible text.

struct HTMLReduction {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var tokenizer: HTMLTokenizer
    private var ampersands = ByteFinder(UInt8(ascii: "&"))
    private var text: TextWriter
    /// The hidden element that we are in, and how deep in its own kind.
    private var hidden: (element: HTMLElement, depth: Int)?

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ text: TextWriter) {
        self.bytes = bytes
        self.text = text
        tokenizer = HTMLTokenizer(bytes)
    }

    mutating func run() -> String {
        while !text.isFull, let token = tokenizer.next() {
            switch token {
            case .text(let range), .cdata(let range): if hidden == nil { append(range) }
            case .start(let tag): start(tag)
            case .end(let tag): end(tag)
            case .nothing: break
            }
        }
        return text.finish()
    }

    private mutating func start(_ tag: HTMLTag) {
        switch tag.element.effect {
        case .inline: break
        case .block: if hidden == nil { text.breakLine() }
        case .cell: if hidden == nil { text.breakWord() }
        case .raw: if !tag.isSelfClosing { tokenizer.skipRawText(of: tag) }
        case .hidden: if !tag.isSelfClosing { hide(tag.element) }
        }
    }

    private mutating func hide(_ element: HTMLElement) {
        guard let (outer, depth) = hidden else {
            hidden = (element, 1)
            return
        }
        if outer == element { hidden = (outer, depth + 1) }
    }

    private mutating func end(_ tag: HTMLTag) {
        if let (outer, depth) = hidden {
            if outer == tag.element { hidden = depth > 1 ? (outer, depth - 1) : nil }
            return
        }
        switch tag.element.effect {
        case .block: text.breakLine()
        case .cell: text.breakWord()
        default: break
        }
    }

    private mutating func append(_ range: Range<Int>) {
        var start = range.lowerBound
        while let ampersand = ampersands.next(from: start, in: bytes), ampersand < range.upperBound, !text.isFull {
            text.append(start..<ampersand)
            start = appendReference(at: ampersand, upTo: range.upperBound)
        }
        text.append(start..<range.upperBound)
    }

    private mutating func appendReference(at place: Int, upTo end: Int) -> Int {
        guard let reference = HTMLEntities.reference(at: UnsafeBufferPointer(rebasing: bytes[place..<end])) else {
            text.append("&")
            return place + 1
        }
        text.append(reference.first)
        if let second = reference.second { text.append(second) }
        return place + reference.length
    }
}
