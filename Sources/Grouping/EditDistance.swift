// SPDX-License-Identifier: Apache-2.0

/// How many letters it takes to make one word of another.
enum EditDistance {
    /// Whether two words are one, but for a letter or, in long words, two that were added, left out, changed or swapped.
    static func isSlip(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
        let length = min(one.count, other.count)
        // Four letters or fewer are another word as soon as one is another: `war`, `was`.
        guard length > 4, length <= longestWord, abs(one.count - other.count) <= 2 else { return false }
        return distance(one, other) <= (length > 8 ? 2 : 1)
    }

    /// No language writes longer ones in headlines, and the cost grows with the square.
    private static let longestWord = 64

    /// The optimal string alignment distance (Damerau 1964; a swap counts one). Cost is the product of the lengths.
    private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
        var (before, last) = ([Int](), Array(0...other.count))
        for (row, letter) in one.enumerated() {
            var next = [row + 1]
            for (column, otherLetter) in other.enumerated() {
                var cost = min(next[column] + 1, last[column + 1] + 1, last[column] + (letter == otherLetter ? 0 : 1))
                if row > 0, column > 0, letter == other[column - 1], one[row - 1] == otherLetter {
                    cost = min(cost, before[column - 1] + 1)
                }
                next.append(cost)
            }
            (before, last) = (last, next)
        }
        return last[other.count]
    }
}
