// SPDX-License-Identifier: Apache-2.0
// The line of a problem with a caret below the offending token, aligned on a terminal whatever the line is written in.

/// A line of a configuration file and the part of it that a problem is about.
package struct Excerpt: Sendable, Hashable {
    /// Of a long line some columns around the part. Control and direction characters are replaced, tabs stay; user and
    /// password of a URL are starred out.
    package let text: String
    /// The part, in Unicode scalars of `text`; at the end of the line it may lie one beyond.
    package let part: Range<Int>

    /// Cells told of a line before and behind the beginning of the part.
    private static let reach = 100

    /// `nil` for a place that the lines do not have, and for an empty line.
    init?(_ extent: Extent, in lines: SourceLines) {
        self.init(lines[line: extent.start.line], start: extent.start.column - 1, length: extent.length)
    }

    /// A column, 1-based and in scalars, of a line of some other file; `nil` for an empty line.
    package init?(line: String, column: Int) {
        self.init(Array(line.unicodeScalars), start: column - 1, length: 1)
    }

    private init?(_ line: [Unicode.Scalar], start: Int, length: Int) {
        let line = Self.withoutCredentials(line)
        let start = min(start, line.count)
        guard !line.isEmpty, start >= 0 else { return nil }
        let end = min(line.count, start + min(line.count, max(1, length)))
        let shown = max(0, start - Self.reach)..<min(line.count, start + Self.reach)
        let head: [Unicode.Scalar] = shown.lowerBound > 0 ? ["…"] : []
        let tail: [Unicode.Scalar] = shown.upperBound < line.count ? ["…"] : []
        let scalars = head + line[shown].map { $0.isControl && $0 != "\t" ? "\u{FFFD}" : $0 } + tail
        let shift = head.count - shown.lowerBound
        text = String(String.UnicodeScalarView(scalars))
        part = start + shift..<max(start + 1, min(end, shown.upperBound)) + shift
    }

    /// `   3 | text`, and `     |    ^~~` below it.
    func lines(number: Int) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let margin = String(number)
        let gutter = String(repeating: " ", count: max(4, margin.count))
        let indent = scalars.prefix(part.lowerBound).map { scalar in
            scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.cells)
        }.joined()
        let width = scalars[min(part.lowerBound, scalars.count)..<min(part.upperBound, scalars.count)]
            .reduce(0) { $0 + ($1 == "\t" ? 1 : $1.cells) }
        let mark = "^" + String(repeating: "~", count: max(0, width - 1))
        return [gutter.dropFirst(margin.count) + margin + " | " + text, gutter + " | " + indent + mark]
    }

    /// `https://user:password@host` with stars between `//` and `@`, as many as there are letters.
    private static func withoutCredentials(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard line.contains("@") else { return line }
        var line = line
        for start in line.indices.dropFirst(2) where line[start - 1] == "/" && line[start - 2] == "/" {
            let authority = line[start...].prefix { !$0.isBlank && !"/?#\"',".unicodeScalars.contains($0) }
            guard let end = authority.lastIndex(of: "@") else { continue }
            for index in start..<end { line[index] = "*" }
        }
        return line
    }
}
