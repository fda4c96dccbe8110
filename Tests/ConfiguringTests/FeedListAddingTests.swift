// SPDX-License-Identifier: Apache-2.0
// What is added to a feed list, and that nothing else in it changes.

import Foundation
import Model
import Testing

@testable import Configuring

@Suite struct FeedListAddingTests {
    private static let feed = Subscription(url: "https://new.example/f", title: "New", tags: ["a", "b c"])
    private static let block = "  - url: https://new.example/f\n    title: New\n    tags: [a, b c]\n"

    /// The file after one feed was added; `nil` is no file.
    private func adding(_ feeds: [Subscription] = [feed], to text: String?) throws -> String {
        let folder = try ConfigurationFolder(text.map { ["feeds.yaml": $0] } ?? [:])
        return String(decoding: try folder.lists.adding(feeds).after, as: UTF8.self)
    }

    @Test(
        arguments: [
            (nil, "feeds:\n"), ("", "feeds:\n"), ("# mine\n", "# mine\nfeeds:\n"),
            ("---\n# mine", "---\n# mine\nfeeds:\n"),
            ("feeds:\n", "feeds:\n"), ("feeds: # none yet\n  # - url: x\n", "feeds: # none yet\n  # - url: x\n"),
            ("feeds: ~\n", "feeds: \n"), ("feeds: []", "feeds:\n"), ("feeds: [ ] # none\n", "feeds: # none\n"),
            ("feeds:\n  [\n\n  ]\n# end\n", "feeds:\n\n# end\n"),
        ] as [(String?, String)])
    func `a list without feeds gets its first`(before: String?, start: String) throws {
        #expect(try adding(to: before) == start + Self.block)
    }

    @Test(arguments: [
        "# head\n\nfeeds:\n  # one\n  - url: https://a.example/   # here\n    title:   'It''s  A'\n\n  # the end\n",
        "feeds:\n  - {url: 'https://a.example/', tags: [x]}",
    ])
    func `a block list goes on at its end, every byte before kept`(before: String) throws {
        let after = try adding(to: before)
        #expect(after == (before.hasSuffix("\n") ? before : before + "\n") + Self.block)
    }

    @Test func `the items keep the indentation that the list has`() throws {
        let after = try adding(to: "feeds:\n- url: https://a.example/\n")
        #expect(after.hasSuffix("\n- url: https://new.example/f\n  title: New\n  tags: [a, b c]\n"))
        let deep = try adding(to: "feeds:\n      -   url: https://a.example/\n")
        #expect(deep.hasSuffix("\n      - url: https://new.example/f\n        title: New\n        tags: [a, b c]\n"))
    }

    @Test(arguments: [
        ("feeds: [{url: 'https://a.example/#]'}]\n", "feeds: [{url: 'https://a.example/#]'},\n  ", "]\n"),
        (
            "feeds: [\n  {url: \"https://a.example/\\\"]\"}, # don't ]\n]\n",
            "feeds: [\n  {url: \"https://a.example/\\\"]\"}, # don't ]\n\n  ", "]\n"
        ),
        ("{feeds: []}\n", "{feeds: [\n  ", "]}\n"),
        (
            "{\"feeds\": [{\"url\": \"https://a.example/\"}]}", "{\"feeds\": [{\"url\": \"https://a.example/\"},\n  ",
            "]}"
        ),
    ])
    func `a list in brackets goes on before the closing one`(before: String, start: String, end: String) throws {
        let item = "{url: https://new.example/f, title: New, tags: [a, b c]}"
        #expect(try adding(to: before) == start + item + end)
    }

    @Test func `byte order mark and line ends stay`() throws {
        let after = try adding(to: "\u{FEFF}feeds:\r\n  - url: https://a.example/\r\n")
        #expect(
            Array(after.unicodeScalars)
                == Array(
                    ("\u{FEFF}feeds:\r\n  - url: https://a.example/\r\n"
                        + Self.block.replacing("\n", with: "\r\n")).unicodeScalars))
    }

    @Test(arguments: [
        "\"quoted\" and \\ back", "'single'", "- dash", "? what", "a: b", "a:?b", "a? b", "a?", "a #b", "#b", "key:",
        " outer ", "null", "~",
        "True",
        "0x1F", "1e3", "12:30", "2024-01-01", "*anchor &name", "&name *name", "!tag", "%directive", "@at", "`tick`",
        "{a: b}",
        "[a, b]", "a, b", "]", "emoji 👩‍👩‍👧", "漢字", "e\u{301}", "---", "...", "a | b", "a > b", "<<", "=",
        String(repeating: "long text ", count: 2_000) + "end", "tab\\t", "\\ud83d\\ude00",
    ])
    func `a title is read again as it was`(title: String) throws {
        for before in ["feeds:\n", "feeds: [{url: 'https://a.example/'}]", "{\"feeds\": []}"] {
            let feed = Subscription(url: "https://new.example/", title: title, tags: [title, "x"])
            let folder = try ConfigurationFolder(["feeds.yaml": try adding([feed], to: before)])
            let (configuration, problems) = folder.read()
            #expect(problems.filter { $0.severity == .error }.isEmpty, "\(problems)")
            #expect(configuration?.feeds.last?.title == title, "\(before)")
            #expect(configuration?.feeds.last?.tags == [title, "x"], "\(before)")
        }
    }

    @Test func `a thousand random titles are read again as they were`() throws {
        let alphabet = Array("ab1 é漢😀\"'\\-?:,[]{}#&*!|>%@`~=<_./\u{301}")
        let titles = (0..<1_000).map { _ in
            let text = (0...Int.random(in: 0...9)).map { _ in alphabet.randomElement() ?? "x" }
            return String(text.map(String.init).joined())
        }
        let feeds = titles.enumerated().map { index, title in
            Subscription(
                url: "https://h\(index).example/?\(title.filter { !$0.isWhitespace })", title: title, tags: [title])
        }
        for before in ["feeds:\n- url: https://a.example/\n", "feeds: [{url: 'https://a.example/'}]"] {
            let folder = try ConfigurationFolder(["feeds.yaml": try adding(feeds, to: before)])
            let read = try #require(folder.read().configuration).feeds.dropFirst()
            for (feed, title) in zip(read, titles) { #expect(feed.title == title && feed.tags == [title]) }
            #expect(read.map(\.url) == feeds.map(\.url))
        }
    }

    @Test func `characters that a configuration may not hold are left out`() throws {
        let feed = Subscription(
            url: "https://new.example/", title: "\u{FEFF}a\u{1B}[31m\u{202E}b\u{2028}", tags: ["\u{7}", "x\ny"])
        let after = try adding([feed], to: nil)
        #expect(after.contains("title: \"a[31mb\"\n"))
        #expect(after.contains("tags: [xy]\n"))
    }

    @Test(arguments: ["feeds: {}\n", "feedz: []\n", "feeds: [}\n"])
    func `a list with an error in it is not touched`(before: String) {
        let error = #expect(throws: FeedListError.self) { try adding(to: before) }
        #expect(error?.description.contains("feeds.yaml:1:") == true)
    }

    @Test(arguments: ["feeds:\n  - url: https://a.example/\n...\n", "{}\n"])
    func `a list that cannot be added to is refused with advice`(before: String) {
        let error = #expect(throws: FeedListError.self) { try adding(to: before) }
        #expect(error?.description.contains("feeds.d/") == true)
    }

    @Test func `the shipped list goes on at its end`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shipped = try String(contentsOf: root.appendingPathComponent("Config/feeds.yaml"), encoding: .utf8)
        #expect(try adding(to: shipped) == shipped + Self.block)
    }
}
