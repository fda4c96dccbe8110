// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import TestSupport
import Testing

@Suite struct TopicMatcherTests {
    private func topic(
        _ signals: [(Double, String)], id: String = "t", threshold: Double = 0.5, require: [String] = [],
        exclude: [String] = []
    ) -> Topic {
        Topic(
            id: id, threshold: threshold, signals: signals.map { Topic.Signal(points: $0.0, expression: $0.1) },
            require: require, exclude: exclude)
    }

    private func ids(_ topics: [Topic], _ entry: Entry, from feed: Feed? = nil) -> [String] {
        TopicMatcher(topics: topics).match(entry, from: feed).map(\.topic)
    }

    @Test func `tells topics in the order of their ids`() {
        let topics = ["c", "a", "b"].map { topic([(1, "Beijing")], id: $0) }
        #expect(ids(topics, .sample()) == ["a", "b", "c"])
    }

    @Test func `a topic whose expressions do not read never matches and harms no other`() {
        let topics = [topic([(1, "Beijing AND")], id: "a"), topic([(1, "Beijing")], id: "b")]
        #expect(ids(topics, .sample()) == ["b"])
    }

    @Test func `an entry of another language is not matched, one of unknown language is`() {
        var french = topic([(1, "Beijing")])
        french.languages = ["fr", "zh"]
        for (language, isMatch) in [("en", false), ("fr", true), ("fr-CA", true), ("ZH_hans", true), ("und", true)] {
            var entry = Entry.sample(title: "Beijing", summary: "")
            entry.language = language
            #expect(ids([french], entry).isEmpty != isMatch, "\(language)")
        }
        var entry = Entry.sample(title: "Beijing", summary: "")
        entry.language = nil
        #expect(ids([french], entry) == ["t"])
    }

    @Test func `a language that is not declared is told by the text, one that is counts alone`() {
        var french = topic([(1, "Beijing")])
        french.languages = ["fr"]
        let english = "The talks in Beijing are to be held by the end of the week, and that is all that was said."
        var entry = Entry.sample(title: english, summary: "")
        entry.language = nil
        #expect(ids([french], entry) == [])
        entry.language = "fr"
        #expect(ids([french], entry) == ["t"])
        french.languages = ["ca", "fr"]
        entry.language = nil
        #expect(ids([french], entry) == ["t"])
    }

    @Test(arguments: [
        ([], [], true), (["https://news.example/*"], [], true), (["*/feed?.xml"], [], false),
        (["*/f??d.xml"], [], true), (["tag:world"], [], true), (["tag:wor*"], [], false), ([], ["tag:world"], false),
        (["*"], ["*feed.xml"], false), (["https://other.example/*", "tag:world"], [], true), (["https"], [], false),
    ])
    func `a topic looks at the feeds it selects`(include: [String], exclude: [String], isMatch: Bool) {
        var selective = topic([(1, "Beijing")])
        selective.feeds = Topic.FeedSelection(include: include, exclude: exclude)
        let feed = Feed(url: "https://news.example/feed.xml", tags: ["world"])
        #expect(ids([selective], .sample(), from: feed).isEmpty != isMatch)
        #expect(ids([selective], .sample()) == ["t"])
    }

    @Test func `a feed may name the only topics that look at it`() {
        let topics = ["a", "b"].map { topic([(1, "Beijing")], id: $0) }
        #expect(ids(topics, .sample(), from: Feed(url: "https://x.example/", topics: ["b"])) == ["b"])
        #expect(ids(topics, .sample(), from: Feed(url: "https://x.example/", topics: [])) == [])
    }

    @Test func `what follows the lead counts as content`() {
        let lead = String(repeating: "é ", count: 299)
        let found = TopicMatcher(topics: [topic([(1, "Taipei"), (1, "Quemoy")], threshold: 0.3)])
            .match(Entry.sample(summary: lead + "Taipei Quemoy"), from: nil)
        #expect(found.first?.evidence.map(\.field) == [.summary, .content])
        #expect(
            found.first?.evidence.map(\.spans) == [
                [Span(field: .summary, start: 598, end: 604)], [Span(field: .summary, start: 605, end: 611)],
            ])
    }

    @Test func `a phrase on the edge of the lead is found, and belongs to where it begins`() {
        let lead = String(repeating: "é ", count: 298)
        let found = TopicMatcher(topics: [topic([(1, "White House")], threshold: 0.7)])
            .match(Entry.sample(title: "x", summary: lead + "White House said"), from: nil)
        #expect(found.first?.evidence.map(\.field) == [.summary])
        #expect(found.first?.evidence.map(\.spans) == [[Span(field: .summary, start: 596, end: 607)]])
    }

    @Test func `a content without a summary leads`() {
        let entry = Entry.sample(title: "x", summary: " … ", content: "Taipei")
        let found = TopicMatcher(topics: [topic([(1, "Taipei")])]).match(entry, from: nil)
        #expect(found.first?.evidence.first?.strength == 0.7)
        #expect(found.first?.evidence.first?.spans == [Span(field: .content, start: 0, end: 6)])
    }

    @Test func `no phrase crosses the edge of a stream`() {
        let entry = Entry.sample(title: "trade", summary: "war", content: "talks")
        #expect(
            ids([topic([(1, "trade war"), (1, "war talks"), (1, "trade NEAR/0 war")], threshold: 0.1)], entry) == [])
    }

    @Test func `a topic that asks for nothing matches every entry`() {
        var all = topic([(1, "Beijing")], threshold: 0)
        all.minimumSignals = 0
        #expect(ids([all], Entry.sample(title: "x", summary: "")) == ["t"])
    }

    @Test func `shared hits of words and prefixes are told apart`() {
        let topics = [
            topic([
                (1, "semi*"), (1, "semiconductors"), (1, "=Semi*"), (1, "se* plants"), (1, "semicondu*"),
                (1, "semiconduct*"),
            ])
        ]
        let found = TopicMatcher(topics: topics).match(Entry.sample(title: "semiconductors plants"), from: nil)
        #expect(
            found.first?.evidence.map(\.signal) == [
                "semi*", "semiconductors", "se* plants", "semicondu*", "semiconduct*",
            ])
    }

    @Test func `an entry leaves nothing behind for the next one`() {
        let both = topic([(1, "Beijing AND Taipei")], threshold: 0.1)
        let matcher = TopicMatcher(topics: [both, topic([(1, "Quemoy")], id: "u", threshold: 0.1)])
        let titles = ["Beijing", "Taipei", "Quemoy", "Taipei Beijing", "", "Beijing Quemoy"]
        let found = titles.map { matcher.match(Entry.sample(title: $0, summary: ""), from: nil).map(\.topic) }
        #expect(found == [[], [], ["u"], ["t"], [], ["u"]])
    }

    @Test func `a phrase is found whatever else begins with its words`() {
        let terms = [
            "white", "white house", "white house staff", "white ho*", "wh* house", "=White House", "house sta*",
        ]
        let signals = terms.map { (0.1, $0) }
        let found = TopicMatcher(topics: [topic(signals, threshold: 0.1)])
            .match(Entry.sample(title: "white house staff", summary: ""), from: nil)
        #expect(
            found.first?.evidence.map(\.signal) == [
                "white", "white house", "white house staff", "white ho*", "wh* house", "house sta*",
            ])
    }

    @Test func `a part that is found nowhere spares the topic, more than eight parts as well`() {
        let words = (0..<12).map { "w\($0)" }
        let all = topic([(1, words.joined(separator: " AND "))])
        #expect(ids([all], Entry.sample(title: words.joined(separator: " "), summary: "")) == ["t"])
        for missing in words.indices {
            let rest = words.enumerated().filter { $0.offset != missing }.map(\.element).joined(separator: " ")
            #expect(ids([all], Entry.sample(title: rest, summary: "")) == [])
        }
    }

    @Test func `at most 32 spans are told`() {
        let entry = Entry.sample(title: String(repeating: "Beijing ", count: 100))
        let spans = TopicMatcher(topics: [topic([(1, "Beijing")])]).match(entry, from: nil).first?.evidence.first?.spans
        #expect(spans?.count == 32)
        #expect(spans?.last == Span(field: .title, start: 248, end: 255))
    }

    @Test(.timeLimit(.minutes(1))) func `a text of nothing but two names costs no square`() {
        let entry = Entry.sample(content: String(repeating: "china taipei ", count: 40_000))
        var near = topic([(1, "(china NEAR/100 taipei) NEAR/100 (taipei NEAR/100 china)")], threshold: 0.1)
        near.bodyCap = 1
        #expect(ids([near], entry) == ["t"])
    }
}
