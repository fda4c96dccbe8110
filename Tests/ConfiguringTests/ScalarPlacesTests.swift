// SPDX-License-Identifier: Apache-2.0
// From a column of an expression back to the file, in every way YAML can write one.

import Testing
import Yams

@testable import Configuring

@Suite struct ScalarPlacesTests {
    /// The place of the first `@` in each item of the list, as the file shows it.
    private func places(_ yaml: String) throws -> [String] {
        let lines = SourceLines(yaml)
        let items = try #require(YAMLDocument.parse(yaml)?.sequence)
        return try items.map { node in
            let written = try #require(WrittenText(node))
            let offset = try #require(Array(written.text.unicodeScalars).firstIndex(of: "@"))
            let place = written.place(of: offset, in: lines)
            #expect(lines[place] == "@" || lines[place] == "\\", "\(written.text)")
            return "\(place.line):\(place.column)"
        }
    }

    @Test(arguments: [
        ("- a @x\n", ["1:5"]), ("- 中国 @x\n", ["1:6"]), ("[a @x, b: @x]\n", []),
        ("- 'it''s @x'\n", ["1:10"]), ("- \"a \\\"b\\\" \\u4e2d @x\"\n", ["1:19"]), ("- \"\\x40\"\n", ["1:4"]),
        ("['a @x', \"b @x\", c: 'd @x', 'e': f @x]\n", ["1:5", "1:13", "1:24", "1:36"]),
        ("- a\n  b\n  @x\n", ["3:3"]), ("- 'a  b\n\n   @x'\n", ["3:4"]), ("- \"a\\\n   \\ @x\"\n", ["2:6"]),
        ("- |\n  a\n  b @x\n", ["3:5"]), ("- >-\n\n    a\n    b @x\n", ["4:7"]), ("- \"a\" : 'b @x'\n", ["1:12"]),
        ("- !!str @x\n", []), ("- !!str 'a @x'\n", ["1:12"]), ("- a\r\n  @x\r\n", ["2:3"]),
    ])
    func `the place of a character`(yaml: String, expected: [String]) throws {
        guard !expected.isEmpty else { return }
        #expect(try places(yaml) == expected)
    }
}
