// SPDX-License-Identifier: Apache-2.0
// libYAML's errors in words that help, at the place that has to be mended. libYAML often notices a line later.

import Yams

/// Why a text is not YAML.
struct YAMLFault {
    let place: Place
    let message: String
    let advice: String

    static let quoting = "put text with YAML's signs (* & @ : # [ ] { } | > ! % ` \") in quotes"

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
        let begins = found.line == begun.line ? found : begun
        switch problem {
        case "found character that cannot start any token" where lines[found] == "\t",
            "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            self.init(found, "a tab in the indentation", "indent with spaces")
        case "found character that cannot start any token":
            let sign = lines[found].map { String($0) } ?? ""
            self.init(found, "a value cannot begin with \(sign.quoted) in YAML", "put the whole value in quotes")
        case "mapping values are not allowed in this context":
            self.init(found, "a ':' where no key can stand", "put a value with ': ' in quotes, or mend the indentation")
        case "could not find expected ':'":
            self.init(begun, "a key without ':'", "write 'key: value'; " + Self.quoting)
        case "did not find expected key", "did not find expected '-' indicator":
            self.init(found, "this does not continue what stands above it", "mend the indentation, or " + Self.quoting)
        case "did not find expected ',' or ']'":
            self.init(begins, begins == begun ? "this '[' is not closed" : "a ',' or ']' is missing", Self.quoting)
        case "did not find expected ',' or '}'":
            self.init(begins, begins == begun ? "this '{' is not closed" : "a ',' or '}' is missing", Self.quoting)
        case "found unexpected end of stream", "found unexpected document indicator":
            self.init(begun, "this quotation mark is not closed", "close it, or " + Self.quoting)
        case "found unknown escape character":
            self.init(found, "an unknown escape in double quotes", "write \\\\ for a backslash, or use single quotes")
        case "block sequence entries are not allowed in this context":
            self.init(found, "a list cannot begin on the line of its key", "put each '- ' on a line of its own")
        case "did not find expected alphabetic or numeric character":
            self.init(begun, "'*' and '&' have a meaning of their own in YAML", Self.quoting)
        default:
            self.init(found, "not YAML: " + problem, Self.quoting)
        }
    }
}
