// SPDX-License-Identifier: Apache-2.0
// What is taken out of a feed list or written into one of its items, and that nothing else in it changes.

import Foundation
import Model
import TestSupport
import Testing

@testable import Configuring

@Suite struct FeedListEditTests {
    private func change(
        _ text: String, _ edit: (FeedLists) throws -> FeedListChange
    ) throws -> String {
        let folder = try ConfigurationFolder(["feeds.yaml": text])
        return String(decoding: try edit(folder.lists).after, as: UTF8.self)
    }

    private func removing(_ name: String, from text: String) throws -> String {
        try change(text) { try $0.removing("https://\(name).example/") }
    }

    private func pausing(_ name: String, _ pause: Pause? = .untilResumed, in text: String) throws -> String {
        try change(text) { try $0.pausing("https://\(name).example/", pause) }
    }

    private static let block = """
        # mine
        feeds:   # all of them
          # about a
          - url: https://a.example/   # here
            title:   'It''s  A'

          # about b
          -   # the second
            url: "https://b.example/"
            # b's own
            tags: [x,
              y]
            # every: 1h

          - {url: https://c.example/, title: C}
          # the end

        """

    @Test func `the lines of an item go with the comments on them, what is around them stays`() throws {
        #expect(
            try removing("a", from: Self.block)
                == Self.block.replacing(
                    "  - url: https://a.example/   # here\n    title:   'It''s  A'\n", with: ""))
        let b = """
              -   # the second
                url: "https://b.example/"
                # b's own
                tags: [x,
                  y]
                # every: 1h

            """
        #expect(try removing("b", from: Self.block) == Self.block.replacing(b, with: ""))
        #expect(
            try removing("c", from: Self.block)
                == Self.block.replacing("  - {url: https://c.example/, title: C}\n", with: ""))
    }

    @Test(arguments: [
        ("feeds:  # mine\n- url: https://a.example/", "feeds: []  # mine\n"),
        ("\"feeds\":\n  # one\n  - url: https://a.example/\n  # end\n", "\"feeds\": []\n  # one\n  # end\n"),
        ("---\nfeeds:\n- url: https://a.example/\n...\n", "---\nfeeds: []\n...\n"),
        ("feeds: [{url: 'https://a.example/'}] # x\n", "feeds: [] # x\n"),
        ("{feeds: [ {url: 'https://a.example/'}, ]}", "{feeds: [ ]}"),
    ])
    func `a list without its last feed is an empty one, which goes on with another`(before: String, after: String)
        throws
    {
        #expect(try removing("a", from: before) == after)
        guard !after.contains("...") else { return }
        let again = try change(after) { try $0.adding([Subscription(url: "https://a.example/")]) }
        #expect(again.contains("url: https://a.example/"))
    }

    @Test(arguments: [
        ("[{url: 'https://a.example/'}, {url: 'https://b.example/'}]", "a", "[{url: 'https://b.example/'}]"),
        ("[{url: 'https://a.example/'}, {url: 'https://b.example/'}]", "b", "[{url: 'https://a.example/'}]"),
        ("[{url: 'https://a.example/'}, {url: 'https://b.example/'},]", "b", "[{url: 'https://a.example/'}, ]"),
        (
            "[\n  {url: 'https://a.example/'}, # a, it's\n  {url: \"https://b.example/\"} # b\n]", "a",
            "[\n  {url: \"https://b.example/\"} # b\n]"
        ),
        (
            "[\n  {url: 'https://a.example/'}, # a, it's\n  {url: \"https://b.example/\"} # b\n]", "b",
            "[\n  {url: 'https://a.example/'}, # a, it's\n]"
        ),
        (
            "[\n  {url: 'https://a.example/'},\n  {url: 'https://b.example/'}\n]", "b",
            "[\n  {url: 'https://a.example/'}\n]"
        ),
    ])
    func `an item between brackets goes with its comma`(list: String, name: String, after: String) throws {
        #expect(try removing(name, from: "feeds: \(list)\n# end\n") == "feeds: \(after)\n# end\n")
    }

    @Test(arguments: [
        ("feeds:\n  - url: https://a.example/\n", "feeds:\n  - url: https://a.example/\n    paused: true\n"),
        ("feeds:\n-  url: https://a.example/ # x", "feeds:\n-  url: https://a.example/ # x\n   paused: true\n"),
        (
            "feeds:\r\n  - url: https://a.example/\r\n\r\n  - url: https://b.example/\r\n",
            "feeds:\r\n  - url: https://a.example/\r\n    paused: true\r\n\r\n  - url: https://b.example/\r\n"
        ),
        ("feeds: [{url: 'https://a.example/'}]\n", "feeds: [{url: 'https://a.example/', paused: true}]\n"),
        ("feeds:\n  - {url: https://a.example/, }\n", "feeds:\n  - {url: https://a.example/, paused: true }\n"),
    ])
    func `a pause is written behind the keys of its item, and taken out again`(before: String, after: String) throws {
        #expect(try pausing("a", in: before) == after)
        let whole = before.unicodeScalars.last == "\n" ? before : before + "\n"
        #expect(try pausing("a", nil, in: after) == whole.replacing("/, }", with: "/ }"))
    }

    @Test func `another pause takes the place of the one that is there`() throws {
        let until = Pause.until(Timestamp(seconds: 1_796_112_000))
        let before = "feeds:\n  - url: https://a.example/\n    paused: true # tired\n    every: 1h\n"
        let after = before.replacing("true", with: "2026-12-01T08:00:00Z")
        #expect(try pausing("a", until, in: before) == after)
        #expect(try pausing("a", in: after) == before)
        #expect(try pausing("a", in: before) == before)
        #expect(try pausing("a", nil, in: after) == "feeds:\n  - url: https://a.example/\n    every: 1h\n")
        let first = "feeds:\n  - paused: \"true\"\n    url: https://a.example/\n"
        #expect(try pausing("a", nil, in: first) == first.replacing("\"true\"", with: "false"))
    }

    @Test func `a pause is read as it was written`() throws {
        for (text, pause) in [
            ("true", Pause.untilResumed), ("yes", .untilResumed), ("false", nil),
            ("2026-12-01T08:00:00Z", .until(Timestamp(seconds: 1_796_112_000))),
            ("2026-12-01T08:00Z", .until(Timestamp(seconds: 1_796_112_000))),
            ("2026-12-01", .until(Timestamp(seconds: 1_796_083_200))),
        ] {
            let folder = try ConfigurationFolder(["feeds.yaml": "feeds: [{url: 'https://a.example/', paused: \(text)}]"]
            )
            #expect(folder.read().configuration?.feeds.first?.pause == pause, "\(text)")
        }
        for (text, advice) in [
            ("2026-12-01T08:00", "Z"), ("tomorrow", "not"), ("2026-02-30", "not"), ("2026-12-01T24:00Z", "not"),
        ] {
            let folder = try ConfigurationFolder([
                "feeds.yaml": "feeds: [{url: 'https://a.example/', paused: '\(text)'}]"
            ])
            #expect(folder.lines().first?.contains("takes true, false, or a time") == true, "\(text)")
            #expect(folder.lines().first?.contains(advice) == true)
        }
    }

    @Test func `a feed is found in any list and any spelling, one of an OPML file is named and left`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": "feeds: []\n",
            "feeds.d/more.yaml": "feeds:\n  - url: HTTPS://B.example\n  - url: file:n.xml\n",
            "feeds.d/old.opml": "https://c.example/ C\n",
        ])
        #expect(try folder.lists.removing("https://b.example/").path == folder.path("feeds.d/more.yaml"))
        #expect(try folder.lists.pausing("file:n.xml", .untilResumed).line == 3)
        let refused = #expect(throws: FeedListError.self) { try folder.lists.removing("https://c.example/") }
        #expect(refused?.description.contains("feeds.d/old.opml:1: ") == true)
        let missing = #expect(throws: FeedListError.self) { try folder.lists.removing("https://d.example/") }
        #expect(missing?.description.contains("no feed https://d.example/") == true)
    }

    @Test(arguments: [
        "feeds:\n  - &x {url: https://a.example/}\n  - url: https://b.example/\n",
        "feeds: !!seq\n  - ? url\n    : https://a.example/\n  - url: https://b.example/\n",
        "feeds: [url: 'https://a.example/', {url: 'https://b.example/'}]",
    ])
    func `however a list is written, an edit is right or refused`(text: String) throws {
        for edit in [
            { try $0.removing("https://a.example/") }, { try $0.pausing("https://a.example/", .untilResumed) },
        ]
            as [(FeedLists) throws -> FeedListChange]
        {
            let folder = try ConfigurationFolder(["feeds.yaml": text])
            do {
                let after = try edit(folder.lists).after
                let read = try ConfigurationFolder(["feeds.yaml": String(decoding: after, as: UTF8.self)]).read()
                #expect(read.problems.filter { $0.severity == .error }.isEmpty)
                #expect(read.configuration?.feeds.last?.url == "https://b.example/")
            } catch let error as FeedListError {
                #expect(error.description.contains("by hand"))
            }
        }
    }

    /// Random lists of every shape: each edit must keep all that is not its own, or be refused; refusals are few.
    @Test func `random lists keep all but the edited feed`() throws {
        var random = SeededRandom(seed: 7)
        var refused = 0
        for _ in 0..<400 {
            let count = Int.random(in: 1...5, using: &random)
            let text = RandomFeedList.text(count, &random)
            let folder = try ConfigurationFolder(["feeds.yaml": text])
            let before = try #require(folder.read().configuration?.feeds, "\(text)")
            let number = Int.random(in: 0..<count, using: &random)
            do {
                let removed = String(decoding: try folder.lists.removing(before[number].url).after, as: UTF8.self)
                let kept = before.enumerated().filter { $0.offset != number }.map(\.element)
                #expect(try ConfigurationFolder(["feeds.yaml": removed]).read().configuration?.feeds == kept)
                for other in before.indices where other != number {
                    #expect(removed.contains("#above\(other)") == text.contains("#above\(other)"), "\(text)")
                    #expect(removed.contains("#on\(other)") == text.contains("#on\(other)"), "\(text)")
                }
                let paused = try folder.lists.pausing(before[number].url, .untilResumed).after
                let again = try ConfigurationFolder(["feeds.yaml": String(decoding: paused, as: UTF8.self)])
                #expect(again.read().configuration?.feeds[number].pause == .untilResumed)
                #expect(try again.lists.pausing(before[number].url, nil).after.count <= text.utf8.count + 2)
            } catch is FeedListError {
                refused += 1
            }
        }
        #expect(refused == 0)
    }
}

private enum RandomFeedList {
    static func text(_ count: Int, _ random: inout SeededRandom) -> String {
        let isFlow = Bool.random(using: &random)
        let items = (0..<count).map { isFlow ? flow($0, $0 + 1 == count, &random) : block($0, &random) }
        let list = items.joined()
        let text = isFlow ? "feeds: [\n\(list)] # end\n" : "# head\nfeeds:\n\(list)# end\n"
        return Int.random(in: 0..<4, using: &random) == 0 ? text.replacing("\n", with: "\r\n") : text
    }

    private static func block(_ number: Int, _ random: inout SeededRandom) -> String {
        let above = Bool.random(using: &random) ? "\n  #above\(number)\n" : ""
        let on = Bool.random(using: &random) ? "  #on\(number)" : ""
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return "\(above)  - {url: 'https://h\(number).example/', title: 'a #b, ]'}\(on)\n"
        case 1: return "\(above)  -\(on)\n    title: \"- {\"\n    url: https://h\(number).example/\n"
        case 2: return "\(above)  - url: https://h\(number).example/\(on)\n    tags:\n    - x\n    - y\n"
        default: return "\(above)  - url: https://h\(number).example/\(on)\n    title: it's\n      long\n    # kept\n"
        }
    }

    private static func flow(_ number: Int, _ isLast: Bool, _ random: inout SeededRandom) -> String {
        let above = Bool.random(using: &random) ? "  #above\(number), it's ]\n" : ""
        let on = Bool.random(using: &random) ? " #on\(number)" : ""
        let comma = isLast && Bool.random(using: &random) ? "" : ","
        let title = Bool.random(using: &random) ? ", title: 'don''t, } ]'" : ""
        return "\(above)  {url: \"https://h\(number).example/\"\(title)}\(comma)\(on)\n"
    }
}
