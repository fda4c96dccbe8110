// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuring

/// The line of a problem and the caret below it.
@Suite struct ExcerptTests {
    private func excerpt(_ yaml: String) -> [String] {
        TopicFile.read(yaml, file: "t.yaml", id: "t").problems.first?.text
            .split(separator: "\n").dropFirst().map(String.init) ?? []
    }

    @Test(arguments: ["auth: {user: me, password: hunter2}", "auth: hunter2", "headers: {Authorization: [hunter2]}"])
    func `a secret that stands where none must is not shown`(key: String) throws {
        let folder = try ConfigurationFolder(["feeds.yaml": "feeds:\n  - url: https://a.example/\n    \(key)\n"])
        let problems = folder.read().problems
        #expect(!problems.isEmpty && problems.allSatisfy { !$0.text.contains("hunter2") }, "\(problems.map(\.text))")
    }

    @Test func `the caret and its tail stand below the offending token`() {
        #expect(
            excerpt("signals:\n  - +1.0 China AND @uss\n") == [
                "   2 |   - +1.0 China AND @uss",
                "     |                    ^~~~",
            ])
    }

    @Test func `wide characters take two cells, marks and joiners none`() {
        #expect(
            excerpt("signals: ['+1.0 中国 ｘ한 e\u{301} 👍🏽 🇨🇳 @uss']\n") == [
                "   1 | signals: ['+1.0 中国 ｘ한 e\u{301} 👍🏽 🇨🇳 @uss']",
                // 15 letters, 中国␣ 5, ｘ한␣ 5, é␣ 2, the thumb and its tone 4 and a blank, the flag 2 and a blank.
                "     | " + String(repeating: " ", count: 16 + 5 + 5 + 2 + 5 + 3) + "^~~~",
            ])
    }

    @Test func `tabs stay tabs, so that the caret is right at any width of a tab`() {
        #expect(
            excerpt("signals:\n  - +1.0\tChina |\t@uss\n") == [
                "   2 |   - +1.0\tChina |\t@uss", "     |         \t       \t^~~~",
            ])
    }

    @Test func `quotes and escapes are counted as the file has them`() {
        #expect(excerpt("signals: [\"+1.0 \\u4e2d AND @uss\"]\n").last == "     |                            ^~~~")
    }

    @Test func `of a long line some columns around the place are shown`() {
        let lines = excerpt(
            "signals: ['+1.0 \(String(repeating: "word | ", count: 40_000))@uss | \(String(repeating: "x", count: 900))']"
        )
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.unicodeScalars.count < 220 }, "\(lines)")
        #expect(lines.first?.contains("…") == true && lines.first?.hasSuffix("…") == true)
        let caret = lines[1].prefix { $0 != "^" }.count
        #expect(String(lines[0].dropFirst(caret).prefix(4)) == "@uss")
    }

    @Test func `what could turn or paint a terminal is replaced`() {
        let lines = excerpt("signals: ['+1.0 \u{202E}China AND']\n")
        #expect(lines.first == "   1 | signals: ['+1.0 \u{FFFD}China AND']")
    }

    @Test func `user and password of a URL are starred out`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": "feeds: [{url: 'https://ann:s3c@ret@a.example/f', evry: 5m}]\n"
        ])
        let problem = try #require(folder.read().problems.first { $0.message.contains("evry") })
        #expect(problem.excerpt?.text == "feeds: [{url: 'https://***********@a.example/f', evry: 5m}]")
    }

    @Test func `a feed that is listed twice is shown where it stands again`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": "feeds:\n  - url: https://a.example/f\n  - url: https://a.example/f\n"
        ])
        #expect(
            folder.read().problems.map { $0.text.split(separator: "\n").dropFirst() } == [
                ["   3 |   - url: https://a.example/f", "     |          ^"]
            ])
    }

    @Test func `an operator at the end of a line that YAML folds is shown on its own line`() {
        #expect(excerpt("signals:\n  - +1.0 China\n    AND @uss\n") == ["   3 |     AND @uss", "     |         ^~~~"])
    }

    @Test func `a file that cannot be opened has no line to show`() throws {
        let problem = try #require(TopicFile.read(fileAt: "/nonexistent/t.yaml").problems.first)
        #expect(problem.excerpt == nil)
        #expect(problem.text == problem.description)
    }

    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("中", 2), ("ｱ", 1), ("カ", 2), ("👍", 2), ("☃", 1), ("\u{200B}", 0),
        ("\u{AD}", 0),
        ("🇨", 1), ("한", 2), ("\u{1112}\u{1161}", 2), ("ก", 1), ("\u{E31}", 0),
    ])
    func `widths are those of a terminal`(text: String, cells: Int) {
        #expect(text.cells == cells)
    }
}
