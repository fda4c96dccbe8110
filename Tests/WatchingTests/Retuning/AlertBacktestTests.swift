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
        let news = try await StoredNews(step: 10)
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
}
