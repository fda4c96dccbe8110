// SPDX-License-Identifier: Apache-2.0
// Ten lines of `&a [*b, *b]` unfold to gigabytes ("billion laughs"). Nothing here needs aliases, so they are found
// before the text is parsed, with no false alarm for `&` and `*` in text.

import Yams

enum YAMLAliases {
    /// The first alias of an anchor that the text declares; `nil` where there is none.
    ///
    /// Words that look like an anchor and an alias of one name make the text suspect. Then every such anchor is
    /// blanked: an alias proper becomes "undefined", which the parser reports with its place; in mere text nothing
    /// happens. (An alias without an anchor is an error of the parser in any case.)
    static func first(in text: String) -> Place? {
        guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return nil }
        var lines = SourceLines(text)
        let anchors = words(after: "&", in: lines)
        let aliases = Set(words(after: "*", in: lines).map(\.name))
        let suspects = anchors.filter { aliases.contains($0.name) }
        guard !suspects.isEmpty else { return nil }
        for anchor in suspects {
            blank(anchor, in: &lines)
        }
        do {
            _ = try YAMLDocument.parse(lines.text)
            return nil
        } catch YamlError.composer(_, problem: "found undefined alias", let mark, _) {
            return Place(mark)
        } catch {
            return nil
        }
    }

    private struct Word {
        let name: String
        let place: Place
        let length: Int
    }

    /// `&name` or `*name` where a node may begin: at the start of a line, after white space or an opening indicator.
    private static func words(after sign: Unicode.Scalar, in lines: SourceLines) -> [Word] {
        lines.lines.enumerated().flatMap { number, line in
            line.indices.compactMap { index in
                guard line[index] == sign, index == 0 || mayPrecedeNode(line[index - 1]) else { return nil }
                let name = line[(index + 1)...].prefix(while: isNameCharacter)
                guard !name.isEmpty else { return nil }
                return Word(
                    name: String(String.UnicodeScalarView(name)), place: Place(line: number + 1, column: index + 1),
                    length: name.count + 1)
            }
        }
    }

    private static func mayPrecedeNode(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isBlank || ["[", "{", ",", ":", "?", "-"].contains(scalar)
    }

    /// libYAML's IS_ALPHA.
    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) || scalar == "_"
            || scalar == "-"
    }

    private static func blank(_ anchor: Word, in lines: inout SourceLines) {
        for offset in 0..<anchor.length {
            lines.replace(" ", at: Place(line: anchor.place.line, column: anchor.place.column + offset))
        }
    }
}
