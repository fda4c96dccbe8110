// SPDX-License-Identifier: Apache-2.0
// From HTML's tokens to visible text.

import Glibc

struct HTMLReduction {
    private var tokenizer: HTMLTokenizer
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var text: TextWriter
    /// The hidden element that we are in, and how deep in its own kind.
    private var hidden: (element: HTMLElement, depth: Int)?

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ text: TextWriter) {
        self.bytes = bytes
        self.text = text
        tokenizer = HTMLTokenizer(bytes)
    }

    mutating func run() {
        while !text.isFull, let token = tokenizer.next() {
            switch token {
            case .text(let range): if hidden == nil { append(range) }
            case .cdata(let range): if hidden == nil { append(range) }
            case .start(let tag): start(tag)
            case .end(let tag): end(tag)
            case .nothing: break
            }
        }
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
        while let ampersand = firstAmpersand(start, range.upperBound) {
            text.append(plain: UnsafeBufferPointer(rebasing: bytes[start..<ampersand]), keepsLines: false)
            start = appendReference(at: ampersand, upTo: range.upperBound)
        }
        text.append(plain: UnsafeBufferPointer(rebasing: bytes[start..<range.upperBound]), keepsLines: false)
    }

    private func firstAmpersand(_ start: Int, _ end: Int) -> Int? {
        guard start < end, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(UInt8(ascii: "&")), end - start)
        else { return nil }
        return base.distance(to: found.assumingMemoryBound(to: UInt8.self))
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
