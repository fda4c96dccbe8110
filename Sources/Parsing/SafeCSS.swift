// SPDX-License-Identifier: Apache-2.0
// Declarations of a `style` attribute that cannot load, position or run anything.

enum SafeCSS {
    /// The harmless declarations as `name: value; …`; `nil` where none is.
    static func filter(_ style: String) -> String? {
        // Escapes and comments are how a scheme or a function hides: nothing of such a style is kept.
        guard !style.contains("\\"), !style.contains("/*"), !style.contains("<"), !style.contains("&") else {
            return nil
        }
        let kept = style.split(separator: ";").compactMap(declaration)
        return kept.isEmpty ? nil : kept.joined(separator: " ")
    }

    private static func declaration(_ text: Substring) -> String? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let name = trimmed(parts[0]).lowercased()
        let value = trimmed(parts[1])
        guard isSafe(value), !value.isEmpty else { return nil }
        if properties.contains(name) { return "\(name): \(value);" }
        return name.split(separator: "-").first.map { shorthands.contains(String($0)) } == true && isKeywordList(value)
            ? "\(name): \(value);" : nil
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Letters, digits and the marks of numbers, lists and quoted font names; a function only for colours.
    private static func isSafe(_ value: String) -> Bool {
        let isPlain = value.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || " .,#%-+!'\"()".unicodeScalars.contains(scalar))
        }
        guard isPlain else { return false }
        guard let open = value.firstIndex(of: "(") else { return !value.contains(")") }
        let function = value[..<open].lowercased()
        return function.hasSuffix("rgb") || function.hasSuffix("rgba") || function.hasSuffix("hsl")
            || function.hasSuffix("hsla")
    }

    private static func isKeywordList(_ value: String) -> Bool {
        value.split(separator: " ").allSatisfy { word in
            keywords.contains(word.lowercased()) || word.hasPrefix("#") || word.hasPrefix("rgb(")
                || word.first.map { $0.isNumber || $0 == "." || $0 == "-" } == true
        }
    }

    private static let properties: Set<String> = [
        "azimuth", "background-color", "border-bottom-color", "border-collapse", "border-color", "border-left-color",
        "border-right-color", "border-top-color", "clear", "color", "cursor", "direction", "display", "elevation",
        "float",
        "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing",
        "line-height", "overflow", "pause", "pause-after", "pause-before", "pitch", "pitch-range", "richness", "speak",
        "speak-header", "speak-numeral", "speak-punctuation", "speech-rate", "stress", "text-align", "text-decoration",
        "text-indent", "unicode-bidi", "vertical-align", "voice-family", "volume", "white-space", "width",
    ]

    private static let shorthands: Set<String> = ["background", "border", "margin", "padding"]

    private static let keywords: Set<String> = [
        "auto", "aqua", "black", "block", "blue", "bold", "both", "bottom", "brown", "center", "collapse", "dashed",
        "dotted", "fuchsia", "gray", "green", "!important", "italic", "left", "lime", "maroon", "medium", "none",
        "navy",
        "normal", "nowrap", "olive", "pointer", "purple", "red", "right", "solid", "silver", "teal", "top",
        "transparent",
        "underline", "white", "yellow", "thin", "thick", "inherit",
    ]
}
