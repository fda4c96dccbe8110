// SPDX-License-Identifier: Apache-2.0

import Configuring
import Model
import Storing
import TestSupport
import Testing
import Wording

@testable import Watching

/// What an edit would have told, held against a recomputation that leaves nothing out.
@Suite struct AlertBacktestTests {
    private static let start = Timestamp(seconds: 0)

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `a hundred random edits of the shipped topics give exactly what a full recomputation gives`() async throws {
        let news = try await StoredNews(step: 1)
        let store = try StoreReader(path: news.path)
        let naive = try RecomputedStories(store)
        let before = naive.matches(news.rules)
        let window = news.configuration.stories.window
        #expect(naive.entries.count > 1_400 && naive.stories.count > 200)
        // As often as they stand there, so that what is added is found.
        let words = naive.entries.flatMap { Words.folded($0.entry.title) }.filter { word in
            word.utf8.count > 4 && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        }
        var edit = RandomEdit(
            words: words, patterns: ["tag:even", "*bbc*", "http*://*.com/*"], random: SeededRandom(seed: 71))
        var kinds: [StoryChange.Kind: Int] = [:]
        var own = 0
        for number in 0..<100 {
            let edited = news.rules.replacing(topics: edit.edited(news.rules.topics))
            let result = try AlertBacktest(from: news.rules, to: edited, window: window)
                .run(over: store, since: Self.start)
            let found = Set(result.changes.map(Recomputed.init))
            #expect(found == naive.changes(news.rules, before, edited, window: window), "edit \(number)")
            #expect(found.count == result.changes.count)
            for change in result.changes {
                if let kind = change.kind { kinds[kind, default: 0] += 1 }
                own += change.story == nil ? 1 : 0
            }
        }
        #expect(StoryChange.Kind.allCases.allSatisfy { kinds[$0] ?? 0 > 100 } && own > 100, "\(kinds) \(own)")
    }

    @Test func `an entry that matches only now joins the stored story of its event`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("feedwatch.db")
        let store = try Store.open(path: path, now: Self.start).store
        let topic = Topic(id: "chips", signals: [.init(points: 1, expression: "Nexalon")], exclude: ["Dresden"])
        var wider = topic
        wider.exclude = []
        let first = Entry(
            id: "1", title: "Chipmaker Nexalon to build 4bn semiconductor plant",
            summary: """
                Nexalon said on Monday it would build a semiconductor plant with subsidies from Berlin, a boost for \
                Europe's plans to make more chips at home. Chief executive Ilse Brandt said construction starts in spring.
                """)
        let second = Entry(
            id: "2", title: "Nexalon picks Dresden for new semiconductor plant",
            summary: """
                The chipmaker will get subsidies from Berlin for the plant, chief executive Ilse Brandt told reporters. \
                Construction starts in spring, a boost for Europe's plans to make more chips at home.
                """)
        for (number, entry) in [first, second].enumerated() {
            let feed = "https://\(number).example/feed"
            let draft = DraftAlert(topic: "chips", score: 1, priority: .notice, feedTitle: feed, sinks: [], why: [])
            let fresh = try await store.sort([entry], of: feed).fresh.map {
                FreshEntry(entry: $0, drafts: number == 0 ? [draft] : [])
            }
            let refresh = Refresh(feed: feed, state: PollState(), fresh: fresh, at: Self.start)
            _ = try await store.commit(refresh, placing: { _, _, _, _ in .opens })
        }
        let result = try AlertBacktest(
            from: TopicRules(topics: [topic], feeds: []), to: TopicRules(topics: [wider], feeds: []),
            window: .seconds(48 * 3_600)
        ).run(over: StoreReader(path: path), since: Self.start, keepsRows: true)
        #expect(result.changes.isEmpty && result.effects.map(\.after) == [1], "\(result.changes)")
        try await store.close()
    }
}
