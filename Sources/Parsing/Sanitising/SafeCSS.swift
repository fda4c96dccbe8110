// SPDX-License-Identifier: Apache-2.0
// Declarations of a `style` attribute that cannot load, place or run anything: a property of an allow-list, or one of the
// four shorthands (`background`, `border`, `margin`, `padding` and what begins with them) where every word of the value
// is a known keyword, a size or a colour. Nothing is rewritten: a declaration is kept as it is or not at all.

import Wording

enum SafeCSS {
    /// The harmless declarations as `name: value; …`; `nil` where none is.
    static func filter(_ style: String) -> String? {
        // Escapes, comments, rules and blocks are how a function or a property hides: such a style is kept in no part.
        guard style.utf8.allSatisfy({ !"\\@{}<>&".utf8.contains($0) }), !style.contains("/*") else { return nil }
        let kept = style.split(separator: ";").compactMap(declaration)
        return kept.isEmpty ? nil : kept.joined(separator: " ")
    }

    /// Whether the value of a presentation attribute of SVG points nowhere but into its own picture.
    static func isPaint(_ value: String) -> Bool {
        guard value.lowercased().contains("url") else { return isPlain(value) }
        guard value.hasPrefix("url(#"), value.hasSuffix(")") else { return false }
        return value.utf8.dropFirst(5).dropLast().allSatisfy { $0.isNameByte }
    }

    private static func declaration(_ text: Substring) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = trimmed(text[..<colon])
        let value = trimmed(text[text.utf8.index(after: colon)...])
        guard !value.isEmpty, name.utf8.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") }), isPlain(value) else {
            return nil
        }
        let property = name.lowercased()
        if properties.contains(property) { return "\(name): \(value);" }
        let family = property.prefix { $0 != "-" }
        guard shorthands.contains(String(family)), isShorthand(value) else { return nil }
        return "\(name): \(value);"
    }

    /// Words, numbers and colours; no function but those of colours, no size below zero, with which a text could be laid
    /// over what is not the feed's.
    private static func isPlain(_ value: String) -> Bool {
        var previous = UInt8(ascii: " ")
        for byte in value.utf8 {
            guard byte.isLetter || byte.isDigit || " .,#%-+!/'\"()\n\t".utf8.contains(byte) else { return false }
            if previous == UInt8(ascii: "-"), byte.isDigit || byte == UInt8(ascii: ".") { return false }
            previous = byte
        }
        return quotesMatch(value) && functionsAreColours(value[...])
    }

    private static func quotesMatch(_ value: String) -> Bool {
        var open: UInt8?
        for byte in value.utf8 where byte == 0x22 || byte == 0x27 {
            if open == nil { open = byte } else if open == byte { open = nil }
        }
        return open == nil
    }

    private static func functionsAreColours(_ value: Substring) -> Bool {
        var rest = value
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "(")) {
            let name = rest[..<open].utf8.reversed().prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
            guard colours.contains(String(decoding: name.reversed(), as: UTF8.self).lowercased()),
                let close = rest.utf8.firstIndex(of: UInt8(ascii: ")")), open < close,
                rest[open..<close].utf8.dropFirst().allSatisfy({ $0.isDigit || " .,%/".utf8.contains($0) })
            else { return false }
            rest = rest[rest.utf8.index(after: close)...]
        }
        return !rest.utf8.contains(UInt8(ascii: ")"))
    }

    private static func isShorthand(_ value: String) -> Bool {
        // A colour is one word, whatever spaces it holds.
        let words = value.lowercased().replacing(", ", with: ",").utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
        return words.allSatisfy { word in
            guard let first = word.first else { return false }
            if first.isDigit || first == UInt8(ascii: ".") || first == UInt8(ascii: "#") { return true }
            if word.contains(UInt8(ascii: "(")) { return true }
            return keywords.contains(String(decoding: word, as: UTF8.self))
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = String(text)
        return text.withUTF8 { $0.trimmed.string }
    }

    private static let colours: Set<String> = ["rgb", "rgba", "hsl", "hsla"]

    private static let properties: Set<String> = [
        "azimuth", "background-color", "border-bottom-color", "border-collapse", "border-color", "border-left-color",
        "border-right-color", "border-top-color", "clear", "color", "cursor", "direction", "display", "elevation",
        "float", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height",
        "letter-spacing", "line-height", "overflow", "pause", "pause-after", "pause-before", "pitch", "pitch-range",
        "richness", "speak", "speak-header", "speak-numeral", "speak-punctuation", "speech-rate", "stress",
        "text-align", "text-decoration", "text-indent", "unicode-bidi", "vertical-align", "voice-family", "volume",
        "white-space", "width",
    ]

    private static let shorthands: Set<String> = ["background", "border", "margin", "padding"]

    private static let keywords: Set<String> = [
        "!important", "aqua", "auto", "black", "block", "blue", "bold", "both", "bottom", "brown", "center", "collapse",
        "dashed", "dotted", "double", "fuchsia", "gray", "green", "grey", "groove", "hidden", "inherit", "inset",
        "italic", "left", "lime", "maroon", "medium", "navy", "none", "normal", "nowrap", "olive", "orange", "outset",
        "pointer", "purple", "red", "ridge", "right", "separate", "silver", "solid", "teal", "thick", "thin", "top",
        "transparent", "underline", "white", "yellow",
    ]
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
    }
}
