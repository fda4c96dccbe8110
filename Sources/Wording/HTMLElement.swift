// SPDX-License-Identifier: Apache-2.0
// What an HTML element means for the text around it.

/// An element's name as one number: equal names, in whatever case, are equal numbers.
package struct HTMLElement: Sendable, Hashable {
    package let code: UInt64

    /// The first eight bytes in lower case, longer names mixed in.
    package init(name: UnsafeBufferPointer<UInt8>) {
        var code: UInt64 = 0
        for byte in name {
            let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
            code = (code << 8 | code >> 56) ^ UInt64(lower)
        }
        self.code = code
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

    package var effect: Effect { Self.effects.effect(of: code) }

    private static let effects = EffectTable()

    fileprivate struct EffectTable: Sendable {
        private var slots = [(code: UInt64, effect: Effect)](repeating: (0, .inline), count: 256)

        init() {
            let blocks: [StaticString] = [
                "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr",
                "caption", "thead", "tbody", "tfoot", "blockquote", "pre", "hr", "section", "article", "header",
                "footer", "aside", "nav", "main", "figure", "figcaption", "address", "fieldset", "form", "details",
                "summary", "center", "option", "legend", "body", "html", "head", "dir", "menu", "noscript", "dialog",
                "search", "hgroup",
            ]
            let raws: [StaticString] = ["script", "style", "iframe", "noembed", "noframes", "title", "textarea", "xmp"]
            let hidden: [StaticString] = ["svg", "template", "audio", "video", "canvas", "object", "math", "datalist"]
            for name in blocks { insert(name, .block) }
            for name in raws { insert(name, .raw) }
            for name in hidden { insert(name, .hidden) }
            for name in ["td", "th"] as [StaticString] { insert(name, .cell) }
        }

        func effect(of code: UInt64) -> Effect {
            var slot = Self.hash(code)
            while slots[slot].code != 0 {
                if slots[slot].code == code { return slots[slot].effect }
                slot = (slot + 1) & 255
            }
            return .inline
        }

        private mutating func insert(_ name: StaticString, _ effect: Effect) {
            let code = HTMLElement(name).code
            var slot = Self.hash(code)
            while slots[slot].code != 0 { slot = (slot + 1) & 255 }
            slots[slot] = (code, effect)
        }

        private static func hash(_ code: UInt64) -> Int {
            Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 56)
        }
    }
}
