// SPDX-License-Identifier: Apache-2.0
// Where each scalar of a YAML value stands in its file: quotes, escapes and folded lines taken into account
// (YAML 1.1 §9). Walked only when a problem has to be shown.

import Yams

struct ScalarPlaces {
    enum Style: Sendable {
        case plain, singleQuoted, doubleQuoted
        /// `|` and `>`
        case block

        init(_ style: Node.Scalar.Style) {
            switch style {
            case .literal, .folded: self = .block
            case .singleQuoted: self = .singleQuoted
            case .doubleQuoted: self = .doubleQuoted
            case .plain, .any: self = .plain
            }
        }
    }

    private let lines: SourceLines
    private let count: Int
    private var place: Place
    private var places: [Place] = []

    /// The places of up to `count` scalars of a value that begins at `place` and is written in `style`. Fewer where the
    /// file does not hold that value.
    static func of(_ style: Style, at place: Place, count: Int, in lines: SourceLines) -> [Place] {
        var walk = ScalarPlaces(lines: lines, count: count, place: place)
        walk.skipProperties()
        switch style {
        case .block: walk.walkBlock()
        case .singleQuoted: walk.walkFlow(quote: "'")
        case .doubleQuoted: walk.walkFlow(quote: "\"")
        case .plain: walk.walkFlow(quote: nil)
        }
        return walk.places
    }

    private init(lines: SourceLines, count: Int, place: Place) {
        (self.lines, self.count, self.place) = (lines, count, place)
    }

    private var scalar: Unicode.Scalar? { lines[place] }

    private mutating func advance(_ steps: Int = 1) {
        for _ in 0..<steps { place = lines.next(after: place) }
    }

    private mutating func emit() {
        places.append(place)
    }

    /// `&anchor` and `!tag` stand before the value, but its mark is theirs.
    private mutating func skipProperties() {
        while let first = scalar, first == "&" || first == "!" {
            while let next = scalar, !next.isBlank, next != "\n" { advance() }
            while let next = scalar, next.isBlank || next == "\n" { advance() }
        }
    }

    private mutating func walkFlow(quote: Unicode.Scalar?) {
        if quote != nil { advance() }
        while places.count < count, let next = scalar {
            if next.isBlank || next == "\n" {
                walkSpace()
            } else if quote == "\"", next == "\\" {
                walkEscape()
            } else {
                emit()
                advance(quote == "'" && next == "'" ? 2 : 1)
            }
        }
    }

    /// A run of blanks stands for itself; with line breaks in it, for one space, or for all breaks but the first.
    private mutating func walkSpace() {
        let start = place
        var blanks: [Place] = []
        var breaks: [Place] = []
        while let next = scalar, next.isBlank || next == "\n" {
            if next == "\n" { breaks.append(place) } else { blanks.append(place) }
            advance()
        }
        switch breaks.count {
        case 0: places += blanks
        case 1: places.append(start)
        default: places += breaks.dropFirst()
        }
    }

    /// `\x41`, `\u4e2d`, `\U0001F600`, `\n`, and `\` at the end of a line, which joins it to the next.
    private mutating func walkEscape() {
        let sign = lines[lines.next(after: place)]
        if sign == "\n" {
            advance(2)
            while let next = scalar, next.isBlank { advance() }
            return
        }
        emit()
        let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
        advance(2 + (sign.flatMap { digits[$0] } ?? 0))
    }

    /// `|` and `>`: lines below the header, less their common indentation.
    private mutating func walkBlock() {
        place = Place(line: place.line + 1, column: 1)
        let below = lines.lines.dropFirst(place.line - 1)
        let indentation = below.first { !$0.allSatisfy(\.isBlank) }?.prefix { $0 == " " }.count ?? 0
        while places.count < count, scalar != nil {
            let text = lines[line: place.line].dropFirst(indentation)
            places += text.indices.map { Place(line: place.line, column: $0 + 1) }
            places.append(Place(line: place.line, column: lines[line: place.line].count + 1))
            place = Place(line: place.line + 1, column: 1)
        }
    }
}
