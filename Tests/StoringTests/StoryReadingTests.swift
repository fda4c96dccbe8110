// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Storing

/// What `stories` reads, and the words that are counted beside the refreshes.
struct StoryReadingTests {
    @Test func `a story has its outlets, its tellings, its topics and its alerts`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<2), topics: ["nato", "us-china"])
        let reader = try fixture.reader()
        let stories = try reader.stories(limit: 10)
        #expect(stories.count == 2)
        let story = try #require(stories.first)
        #expect(story.topics == ["nato", "us-china"] && story.story.outlets == 1)
        #expect(try reader.tellings(of: story.story.id).map(\.entry.title) == [story.title])
        #expect(try reader.alerts(ofStory: story.story.id).map(\.alert.topic) == ["nato", "us-china"])
        #expect(try reader.stories(idPrefix: String(story.story.id.prefix(6))).map(\.story) == [story.story])
        #expect(try reader.stories(idPrefix: "").isEmpty)
    }

    @Test func `stories are chosen by topic, outlets and time, newest first`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<1), topics: ["nato"])
        let later = StoreFixture.start + .seconds(60)
        try await fixture.poll(StoreFixture.entries(1..<2), at: later, topics: ["us-china"])
        let reader = try fixture.reader()
        func titles(_ stories: [StoredStory]) -> [String?] { stories.map(\.title) }
        #expect(titles(try reader.stories(limit: 5)) == ["Headline 1", "Headline 0"])
        #expect(titles(try reader.stories(limit: 1)) == ["Headline 1"])
        #expect(titles(try reader.stories(limit: 5, topic: "nato")) == ["Headline 0"])
        #expect(titles(try reader.stories(limit: 5, since: later)) == ["Headline 1"])
        #expect(try reader.stories(limit: 5, outlets: 2).isEmpty)
    }

    @Test func `words are counted again only when much has arrived`() async throws {
        let fixture = try await StoreFixture()
        #expect(try await fixture.store.isVocabularyDue() == false)
        try await fixture.poll(StoreFixture.entries(0..<1_200))
        #expect(try await fixture.store.isVocabularyDue())
        let vocabulary = Vocabulary(texts: 1_200, counts: [7: 3, UInt64.max: 1_200])
        try await fixture.store.replaceVocabulary(by: vocabulary)
        #expect(try await fixture.store.vocabulary() == vocabulary)
        #expect(try await fixture.store.isVocabularyDue() == false)
    }

    @Test func `the sample goes through all of a small store in steps`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<300))
        var rows: [Int64] = []
        while true {
            let step = try await fixture.store.sampledEntries(after: rows.last ?? 0, limit: 128)
            guard !step.isEmpty else { break }
            #expect(step.count <= 128)
            rows += step.map(\.row)
        }
        #expect(rows == Array(1...300))
    }
}
