// SPDX-License-Identifier: Apache-2.0
// An item of a topic's lists as its source text, and the way back from a column of that text to the file.

import Yams

/// A line of a topic file: its text, whatever YAML would make of it (`NO`, `2024`, `title: x`), and where it stands.
struct WrittenText: Sendable {
    let text: String
    let place: Place
    /// The scalars of which it is made: one, or the key and the value of `title: x`.
    private let parts: [Part]

    private struct Part: Sendable {
        /// Where it begins in `text`, in scalars.
        let start: Int
        let count: Int
        let place: Place
        let style: ScalarPlaces.Style

        init(_ scalar: Node.Scalar, start: Int) {
            self.start = start
            count = scalar.string.unicodeScalars.count
            place = scalar.mark.map { Place($0) } ?? .start
            style = ScalarPlaces.Style(scalar.style)
        }
    }

    /// The text of a scalar or of a mapping with one pair of scalars; `nil` for anything else.
    init?(_ node: Node) {
        place = node.place
        if let scalar = node.scalar {
            text = scalar.string
            parts = [Part(scalar, start: 0)]
        } else if let pair = node.mapping?.first, node.mapping?.count == 1, let key = pair.key.scalar,
            let value = pair.value.scalar
        {
            text = key.string + ": " + value.string
            let first = Part(key, start: 0)
            parts = [first, Part(value, start: first.count + 2)]
        } else {
            return nil
        }
    }

    /// The place in the file of the scalar with this 0-based offset in `text`; its end for the offset behind the last.
    func place(of offset: Int, in lines: SourceLines) -> Place {
        guard let part = parts.last(where: { $0.start <= offset }) else { return place }
        let places = ScalarPlaces.of(part.style, at: part.place, count: part.count, in: lines)
        let index = offset - part.start
        if places.indices.contains(index) { return places[index] }
        let last = places.last ?? part.place
        return places.isEmpty ? last : Place(line: last.line, column: last.column + 1)
    }

    /// The stretch of the file from the scalar at `offset` on, up to `length` scalars of `text`; as far as it stands on
    /// one line.
    func extent(of offset: Int, length: Int, in lines: SourceLines) -> Extent {
        let start = place(of: offset, in: lines)
        let last = min(offset + min(length, text.unicodeScalars.count), text.unicodeScalars.count) - 1
        let end = place(of: max(offset, last), in: lines)
        return Extent(start, length: end.line == start.line ? max(1, end.column - start.column + 1) : .max)
    }

    /// Whether ` #` makes a comment of what follows on the line where the text ends: its place, and the comment.
    func comment(in lines: SourceLines) -> (place: Place, text: String)? {
        guard let last = parts.last, last.style == .plain, last.count > 0 else { return nil }
        let end = place(of: last.start + last.count, in: lines)
        let rest = lines[line: end.line].dropFirst(end.column - 1)
        let hash = rest.drop(while: \.isBlank)
        guard hash.first == "#", hash.count < rest.count else { return nil }
        return (Place(line: end.line, column: hash.startIndex + 1), String(String.UnicodeScalarView(hash)))
    }
}
