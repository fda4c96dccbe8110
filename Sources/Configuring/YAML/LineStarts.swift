// SPDX-License-Identifier: Apache-2.0

/// Where each line of a text begins, to turn places into indices and back without passing the text again.
struct LineStarts {
    /// Ascending; the first is 0.
    private let starts: [Int]
    private let end: Int

    init(_ text: [Unicode.Scalar]) {
        var starts = [0]
        for index in text.indices where text[index].isLineBreak {
            let isHalf = text[index] == "\r" && index + 1 < text.count && text[index + 1] == "\n"
            if !isHalf { starts.append(index + 1) }
        }
        self.starts = starts
        end = text.count
    }

    /// The number of lines; a line break at the end of the text begins one more, which is empty.
    var count: Int { starts.count }

    /// `nil` beyond the end of the text.
    func index(of place: Place) -> Int? {
        guard (1...starts.count).contains(place.line) else { return nil }
        let index = starts[place.line - 1] + place.column - 1
        return index < end ? index : nil
    }

    /// The indices of the line with this 1-based number, its line break among them; empty beyond the last.
    subscript(line: Int) -> Range<Int> {
        guard (1...starts.count).contains(line) else { return end..<end }
        return starts[line - 1]..<(line < starts.count ? starts[line] : end)
    }
}
