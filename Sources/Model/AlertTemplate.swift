// SPDX-License-Identifier: Apache-2.0
// A text with places for the parts of an alert: `{title} ({feed}) {url}`. Read once, with the configuration.

/// A part of an alert that a template can name.
package enum AlertField: String, Sendable, Hashable, CaseIterable {
    case topic, title, url, feed, score, why, published, outlets, id
}

/// What an alert reads like where people are told of it.
package struct AlertTemplate: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        /// The user's own words, and marks of the place they are for.
        case text(String)
        case field(AlertField)
    }

    /// In order; no two texts side by side.
    package let pieces: [Piece]

    package init(_ pieces: Piece...) {
        self.pieces = pieces
    }

    /// Reads a template as it is written: `{name}` is a field, `{{` and `}}` are braces.
    package init(reading text: String) throws(Fault) {
        var reader = TemplateReader(text)
        pieces = try reader.read()
    }

    /// What cannot be read.
    package struct Fault: Error, Sendable, Hashable {
        /// Where, in Unicode scalars from the start of the text.
        package let offset: Int
        /// The unknown name in braces; `nil` for a brace without its partner.
        package let name: String?
    }
}

private struct TemplateReader {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var text = ""
    private var pieces: [AlertTemplate.Piece] = []

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func read() throws(AlertTemplate.Fault) -> [AlertTemplate.Piece] {
        while position < scalars.count {
            let scalar = scalars[position]
            if scalar != "{" && scalar != "}" {
                text.unicodeScalars.append(scalar)
                position += 1
            } else if position + 1 < scalars.count, scalars[position + 1] == scalar {
                text.unicodeScalars.append(scalar)
                position += 2
            } else {
                try readField()
            }
        }
        endText()
        return pieces
    }

    private mutating func readField() throws(AlertTemplate.Fault) {
        guard scalars[position] == "{", let end = scalars[position...].firstIndex(of: "}") else {
            throw AlertTemplate.Fault(offset: position, name: nil)
        }
        let name = String(String.UnicodeScalarView(scalars[(position + 1)..<end]))
        guard let field = AlertField(rawValue: name) else {
            throw AlertTemplate.Fault(offset: position + 1, name: name)
        }
        endText()
        pieces.append(.field(field))
        position = end + 1
    }

    private mutating func endText() {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
    }
}
