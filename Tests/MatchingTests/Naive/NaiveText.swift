// SPDX-License-Identifier: Apache-2.0
// The naive twin's words: strings, Foundation's normalisation and the scalar properties of the standard library, where the
// engine has tables of its own. Good for the scalars that the random worlds use.

import Foundation

/// A token as the specification describes it.
struct NaiveToken {
    let text: String
    let folded: [Unicode.Scalar]
    /// In scalars.
    let start: Int
    let end: Int
    let width: Double
}

enum NaiveText {
    static func tokens(_ field: String) -> [NaiveToken] {
        let text = Array(field.unicodeScalars)
        var tokens: [NaiveToken] = []
        var place = 0
        while place < text.count {
            guard isWord(text[place]) else {
                place += 1
                continue
            }
            let end = acronymEnd(text, place) ?? runEnd(text, place)
            let isAcronym = acronymEnd(text, place) != nil
            let kept = text[place..<end].filter { !invisible.contains($0) && !(isAcronym && $0 == ".") }
            let written = string(kept).precomposedStringWithCompatibilityMapping
            let width = standsAlone(text[place]) && !isAcronym ? 0.5 : 1
            tokens.append(NaiveToken(text: written, folded: fold(written), start: place, end: end, width: width))
            place = afterPossessive(text, end)
        }
        return tokens
    }

    static func fold(_ text: String) -> [Unicode.Scalar] {
        let cased = dropped(text).map { scalar in
            switch scalar {
            case "ß", "ẞ": "ss"
            case "ς": "σ"
            default: scalar.properties.lowercaseMapping
            }
        }
        return dropped(cased.joined())
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

extension NaiveText {
    private static let invisible: Set<Unicode.Scalar> = [
        "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{2060}", "\u{FEFF}",
    ]

    private static func dropped(_ text: String) -> [Unicode.Scalar] {
        text.decomposedStringWithCompatibilityMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Character? {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: "L"
        case .nonspacingMark, .spacingMark, .enclosingMark: "M"
        case .decimalNumber, .letterNumber, .otherNumber: "N"
        default: nil
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { kind(scalar) != nil }

    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        let ranges: [ClosedRange<UInt32>] = [
            0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFF66...0xFF9F, 0x20000...0x323AF, 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF,
        ]
        return kind(scalar) == "L" && ranges.contains { $0.contains(scalar.value) }
    }

    private static func isLetter(_ text: [Unicode.Scalar], _ place: Int) -> Bool {
        place < text.count && ("a"..."z" ~= text[place] || "A"..."Z" ~= text[place])
    }

    private static func acronymEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        guard isLetter(text, start) else { return nil }
        var end = start + 1
        while end < text.count, text[end] == ".", isLetter(text, end + 1) { end += 2 }
        guard end > start + 1 else { return nil }
        if end < text.count, text[end] == "." { end += 1 }
        return end == text.count || !isWord(text[end]) || standsAlone(text[end]) ? end : nil
    }

    private static func runEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int {
        var end = start + 1
        if standsAlone(text[start]) {
            while end < text.count, kind(text[end]) == "M" { end += 1 }
            return end
        }
        while end < text.count, isWord(text[end]) && !standsAlone(text[end]) || invisible.contains(text[end]) {
            end += 1
        }
        while invisible.contains(text[end - 1]) { end -= 1 }
        return end
    }

    private static func afterPossessive(_ text: [Unicode.Scalar], _ end: Int) -> Int {
        let marks: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{2BC}", "\u{FF07}"]
        guard end + 1 < text.count, marks.contains(text[end]), text[end + 1] == "s" || text[end + 1] == "S" else {
            return end
        }
        return end + 2 == text.count || !isWord(text[end + 2]) ? end + 2 : end
    }
}
