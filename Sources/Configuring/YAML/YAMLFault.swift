// SPDX-License-Identifier: Apache-2.0
// libYAML's errors in words that help, at the place that has to be mended. libYAML often notices a line later.

import Yams

/// Why a text is not YAML.
struct YAMLFault {
    let place: Place
    let message: String
    let advice: String

    static let quoting = "put a value with YAML's signs (* & @ : # [ ] { } | > ! % `) in quotes"

    private init(_ place: Place, _ message: String, _ advice: String) {
        (self.place, self.message, self.advice) = (place, message, advice)
    }

    init(_ error: any Error, in text: String) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _):
            self.init(problem, Place(mark), context.map { Place($0.mark) } ?? Place(mark), SourceLines(text))
        case YamlError.composer(_, let problem, let mark, _) where problem.contains("alias"):
            self.init(Place(mark), "'*' begins a YAML alias", Self.quoting)
        case YamlError.composer(_, _, let mark, _):
            self.init(Place(mark), "a second document begins here", "remove the line '---'")
        default:
            self.init(.start, "the file cannot be read as YAML: \(error)", Self.quoting)
        }
    }

    /// `found`: where libYAML gave up. `begun`: where what it was reading began.
    private init(_ problem: String, _ found: Place, _ begun: Place, _ lines: SourceLines) {
        switch problem {
        case "found character that cannot start any token" where lines[found] == "\t",
            "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            self.init(found, "a tab in the indentation", "indent with spaces")
        case "found character that cannot start any token":
            let sign = lines[found].map { String($0) } ?? ""
            self.init(found, "a value cannot begin with \(sign.quoted) in YAML", "put the whole value in quotes")
        case "mapping values are not allowed in this context":
            self = Self.misplacedColon(found, lines)
        case "could not find expected ':'":
            self.init(begun, "a key without ':'", "write 'key: value'")
        case "did not find expected key", "did not find expected '-' indicator":
            self = Self.misplacedLine(found, lines)
        case "did not find expected comment or line break":
            self.init(begun, "a value cannot go on after its closing quotation mark", "put the whole value in quotes")
        case "did not find expected ',' or ']'":
            self = Self.openBracket("[", "]", found, begun)
        case "did not find expected ',' or '}'":
            self = Self.openBracket("{", "}", found, begun)
        case "found unexpected end of stream", "found unexpected document indicator":
            self.init(begun, "this quotation mark is not closed", "close it")
        case "found unknown escape character":
            self.init(found, "an unknown escape in double quotes", "write \\\\ for a backslash, or use single quotes")
        case "block sequence entries are not allowed in this context":
            self.init(found, "a list cannot begin on the line of its key", "put each '- ' on a line of its own")
        case "did not find expected alphabetic or numeric character":
            self.init(begun, "'*' and '&' have a meaning of their own in YAML", Self.quoting)
        case "did not find expected node content":
            self.init(found, "a value is missing here", "write it, or close the bracket before")
        case _ where problem.hasPrefix("Maximum nesting level"):
            self.init(found, "nested more than 1,000 deep", "configurations need five levels")
        default:
            self.init(found, "not YAML: " + problem, Self.quoting)
        }
    }

    private static func openBracket(_ open: String, _ close: String, _ found: Place, _ begun: Place) -> YAMLFault {
        found.line == begun.line
            ? YAMLFault(found, "a ',' or '\(close)' is missing", "add it, or put the whole value in quotes")
            : YAMLFault(begun, "this '\(open)' is not closed", "add '\(close)', or quote a value that begins so")
    }

    /// A line that fits nothing above it, or text behind a closing quotation mark.
    private static func misplacedLine(_ found: Place, _ lines: SourceLines) -> YAMLFault {
        let before = lines[line: found.line].prefix(found.column - 1)
        if let last = before.last(where: { !$0.isBlank }), last == "\"" || last == "'" {
            return YAMLFault(
                found, "a value cannot go on after its closing quotation mark", "put the whole value in quotes")
        }
        return YAMLFault(found, "this does not continue what stands above it", "mend the indentation")
    }

    /// libYAML joins lines without a ':' to one text and stumbles over the next ':'. The fault is at the line above, or
    /// in the indentation.
    private static func misplacedColon(_ found: Place, _ lines: SourceLines) -> YAMLFault {
        let before = lines[line: found.line].prefix(found.column - 1)
        guard !before.contains(":"), !before.contains("\""), let above = textAbove(found.line, lines) else {
            return YAMLFault(
                found, "a ':' where no key can stand", "put a value with ': ' in quotes, or mend the indentation")
        }
        let indentation = before.prefix { $0 == " " }.count
        return lines[line: above.line].contains(":")
            ? YAMLFault(Place(line: found.line, column: indentation + 1), "indented too far", "mend the indentation")
            : YAMLFault(above, "a key without ':'", "write 'key: value'")
    }

    /// Where the text of the nearest line above begins that is neither empty nor a comment.
    private static func textAbove(_ number: Int, _ lines: SourceLines) -> Place? {
        for line in stride(from: number - 1, to: 0, by: -1) {
            let text = lines[line: line].drop(while: \.isBlank)
            if let first = text.first, first != "#" { return Place(line: line, column: text.startIndex + 1) }
        }
        return nil
    }
}
