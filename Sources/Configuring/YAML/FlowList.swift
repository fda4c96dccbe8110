// SPDX-License-Identifier: Apache-2.0
// Where a list in brackets ends: Yams tells where nodes begin, not where they end.

/// A flow sequence in a text that libYAML has read without a fault.
struct FlowList {
    /// Of the closing bracket.
    let end: Int
    /// Whether nothing but white space stands between the brackets.
    let isBlank: Bool
    /// Whether the last thing before the closing bracket, comments left out, is a comma or the opening bracket.
    let needsNoComma: Bool

    /// `nil` where no bracket opens at `start`, and where it is not closed.
    init?(in text: [Unicode.Scalar], at start: Int) {
        guard text[start] == "[" else { return nil }
        var depth = 0
        var index = start
        var last = start
        while index < text.count {
            if let next = Self.afterComment(text, index) {
                index = next
                continue
            }
            if text[index] == "[" || text[index] == "{" { depth += 1 }
            if text[index] == "]" || text[index] == "}" { depth -= 1 }
            if depth == 0 {
                end = index
                isBlank = text[(start + 1)..<index].allSatisfy { $0.isBlank || $0.isLineBreak }
                needsNoComma = text[last] == "," || last == start
                return
            }
            if !text[index].isBlank, !text[index].isLineBreak { last = index }
            index = Self.endOfQuoted(text, index) + 1
        }
        return nil
    }

    /// The index of the line break after the comment that begins at `index`; `nil` where none does.
    private static func afterComment(_ text: [Unicode.Scalar], _ index: Int) -> Int? {
        guard text[index] == "#", text[index - 1].isBlank || text[index - 1].isLineBreak else { return nil }
        return text[index...].firstIndex(where: \.isLineBreak) ?? text.count
    }

    /// The index of the closing quotation mark, or the end of the text; `start` itself where no quotation begins there.
    /// A mark within a word, as in `don't`, begins none.
    private static func endOfQuoted(_ text: [Unicode.Scalar], _ start: Int) -> Int {
        let quote = text[start]
        let before = text[max(0, start - 1)]
        guard quote == "\"" || quote == "'",
            before.isBlank || before.isLineBreak || ["[", "{", ",", ":"].contains(before)
        else { return start }
        var index = start + 1
        while index < text.count {
            let isDoubled = quote == "'" && index + 1 < text.count && text[index + 1] == quote
            if text[index] == quote, !isDoubled { return index }
            let isEscape = quote == "\"" && text[index] == "\\"
            index += isEscape || text[index] == quote ? 2 : 1
        }
        return text.count
    }
}
