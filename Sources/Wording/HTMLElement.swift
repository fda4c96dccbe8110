// SPDX-License-Identifier: Apache-2.0
// What an HTML element means for the text around it.

/// An element's name as one number: equal names, in whatever case, are equal numbers.
package struct HTMLElement: Sendable, Hashable {
    /// The first eight bytes in lower case, those of longer names mixed in.
    package private(set) var code: UInt64 = 0

    init() {}

    package init(name: UnsafeBufferPointer<UInt8>) {
        for byte in name { append(byte) }
    }

    /// Appends a byte of the name.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
        code = (code << 8 | code >> 56) ^ UInt64(lower)
    }

    package init(_ name: StaticString) {
        self.init(name: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    package enum Effect: UInt8, Sendable {
        /// Does not touch the text: `b`, `span`, unknown names.
        case inline
        /// Begins and ends a line: `p`, `div`, `li`, `br`.
        case block
        /// Sets words apart within a line: `td`.
        case cell
        /// Its content is no text of the reader's and is no markup either: `script`.
        case raw
        /// Its content is markup that is not shown as text: `svg`, `template`.
        case hidden
    }

    /// What the element means for the text around it.
    package var effect: Effect { Self.effects[self] ?? .inline }

    private static let effects: HTMLNames<Effect> = {
        var names = HTMLNames<Effect>(capacity: 256)
        for name in raws { names.insert(name, .raw) }
        for name in hidden { names.insert(name, .hidden) }
        for name in blocks { names.insert(name, .block) }
        for name in ["td", "th"] as [StaticString] { names.insert(name, .cell) }
        return names
    }()

    private static let raws: [StaticString] = [
        "script", "style", "iframe", "noembed", "noframes", "title", "textarea", "xmp",
    ]

    private static let hidden: [StaticString] = [
        "svg", "template", "audio", "video", "canvas", "object", "math", "datalist",
    ]

    private static let blocks: [StaticString] = [
        "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr",
        "caption", "thead", "tbody", "tfoot", "blockquote", "pre", "hr", "section", "article", "header", "footer",
        "aside", "nav", "main", "figure", "figcaption", "address", "fieldset", "form", "details", "summary", "center",
        "option", "legend", "body", "html", "head", "dir", "menu", "noscript", "dialog", "search", "hgroup",
    ]
}
