// SPDX-License-Identifier: Apache-2.0

/// A file's text by line, to look up what stands at a place. Made only when there is something to look up.
struct SourceLines: Sendable {
    /// Without their line breaks.
    private(set) var lines: [[Unicode.Scalar]] = [[]]

    init(_ text: String) {
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            let endsReturn = isAfterReturn && scalar == "\n"
            isAfterReturn = scalar == "\r"
            if endsReturn { continue }
            if scalar.isLineBreak { lines.append([]) } else { lines[lines.count - 1].append(scalar) }
        }
    }

    /// The line with this 1-based number; empty beyond the end.
    subscript(line number: Int) -> [Unicode.Scalar] {
        lines.indices.contains(number - 1) ? lines[number - 1] : []
    }

    /// What stands at a place: a line feed at the end of every line but the last, `nil` beyond the end of the text.
    subscript(place: Place) -> Unicode.Scalar? {
        let line = self[line: place.line]
        if line.indices.contains(place.column - 1) { return line[place.column - 1] }
        return place.line < lines.count ? "\n" : nil
    }

    /// The place after this one.
    func next(after place: Place) -> Place {
        place.column > self[line: place.line].count
            ? Place(line: place.line + 1, column: 1) : Place(line: place.line, column: place.column + 1)
    }

    /// The text again, with one scalar exchanged.
    mutating func replace(_ scalar: Unicode.Scalar, at place: Place) {
        guard lines.indices.contains(place.line - 1), lines[place.line - 1].indices.contains(place.column - 1) else {
            return
        }
        lines[place.line - 1][place.column - 1] = scalar
    }

    var text: String {
        String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
    }
}
