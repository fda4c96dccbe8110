// SPDX-License-Identifier: Apache-2.0
// Where a collection in brackets and its items end: Yams tells where nodes begin, not where they end.

/// A flow sequence or mapping in a text that libYAML has read without a fault.
struct FlowList {
    /// Of the closing bracket.
    private(set) var end = 0
    /// Each from its first character to behind its last, without the white space and comments around it. A comma at the
    /// end begins no further item.
    private(set) var items: [Range<Int>] = []
    /// Ascending. The n-th follows the n-th item.
    private(set) var commas: [Int] = []
    /// Whether nothing but white space stands between the brackets.
    private(set) var isBlank = false

    /// Whether the last thing before the closing bracket, comments left out, is a comma or the opening bracket.
    var needsNoComma: Bool { items.count == commas.count }

    /// `nil` where no bracket opens at `start`, and where it is not closed.
    init?(in text: [Unicode.Scalar], at start: Int) {
        guard text[start] == "[" || text[start] == "{" else { return nil }
        var depth = 0
        var index = start
        var item: Range<Int>?
        while index < text.count {
            if let next = Self.afterComment(text, index) {
                index = next
                continue
            }
            let sign = text[index]
            if sign == "[" || sign == "{" { depth += 1 }
            if sign == "]" || sign == "}" { depth -= 1 }
            let last = Self.endOfQuoted(text, index)
            if depth == 0 || depth == 1 && sign == "," {
                if let passed = item.take() { items.append(passed) }
                if depth == 0 {
                    close(text, start, index)
                    return
                }
                commas.append(index)
            } else if index > start, !sign.isBlank, !sign.isLineBreak {
                item = (item?.lowerBound ?? index)..<(min(last, text.count - 1) + 1)
            }
            index = last + 1
        }
        return nil
    }

    private mutating func close(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) {
        self.end = end
        isBlank = text[(start + 1)..<end].allSatisfy { $0.isBlank || $0.isLineBreak }
    }

    /// The index of the line break after the comment that begins at `index`; `nil` where none does.
    private static func afterComment(_ text: [Unicode.Scalar], _ index: Int) -> Int? {
        guard text[index] == "#", text[index - 1].isBlank || text[index - 1].isLineBreak else { return nil }
        return text[index...].firstIndex(where: \.isLineBreak) ?? text.count
    }

    /// The index of the closing quotation mark, or the end of the text; `start` itself where no quotation begins there.
    /// A mark within a word, as in `don't`, begins none.
    static func endOfQuoted(_ text: [Unicode.Scalar], _ start: Int) -> Int {
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
