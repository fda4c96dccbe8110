// SPDX-License-Identifier: Apache-2.0

import Configuring
import Model
import Storing
import TestSupport
import Testing

@testable import Watching

/// Stories across restarts and reloads, with a real store.
struct StoryDeskTests {
    private static let now = Timestamp(seconds: 1_714_154_711)

    private let folder: TemporaryDirectory
    private let store: Store

    init() throws {
        folder = try TemporaryDirectory()
        store = try Store.open(path: folder.path("feedwatch.db"), now: Self.now).store
    }

    private func configuration(window: Duration = .seconds(48 * 3_600)) -> Configuration {
        var main = MainSettings()
        main.stories.window = window
        return Configuration(directory: folder.path, main: main, feeds: [], topics: [])
    }

    private let first = Entry(
        id: "1", title: "Chipmaker Nexalon to build 4bn plant in Dresden",
        summary: """
            Nexalon said on Monday it would build a semiconductor plant in Dresden with subsidies from Berlin, a boost for \
            Europe's plans to make more chips at home. Chief executive Ilse Brandt said construction starts in spring.
            """)
    private let second = Entry(
        id: "2", title: "Nexalon picks Dresden for new semiconductor factory",
        summary: """
            The chipmaker will get subsidies from the German government for the plant, chief executive Ilse Brandt told \
            reporters. Construction is due to start in spring.
            """)

    /// Polls a feed of its own that has `entry` alone; the alerts made.
    private func poll(_ entry: Entry, of feed: String, at moment: Timestamp = now, by desk: StoryDesk) async throws
        -> [Alert]
    {
        let sorted = try await store.sort([entry], of: feed)
        let draft = DraftAlert(topic: "chips", score: 1, priority: .notice, feedTitle: feed, sinks: ["log"], why: [])
        let fresh = sorted.fresh.map { FreshEntry(entry: $0, drafts: [draft]) }
        let refresh = Refresh(feed: feed, state: PollState(), fresh: fresh, knownKeys: sorted.knownKeys, at: moment)
        return try await store.commit(refresh, placing: desk.place).alerts
    }

    private func stories() throws -> [Int] {
        try StoreReader(path: folder.path("feedwatch.db")).stories(limit: 10).map(\.story.outlets)
    }

    @Test func `an outlet that comes after a restart raises the count, silently`() async throws {
        #expect(try await poll(first, of: "https://a.example/feed", by: StoryDesk(configuration())).count == 1)
        let again = StoryDesk(configuration())
        try await again.rebuild(from: store, now: Self.now)
        #expect(try await poll(second, of: "https://b.example/feed", by: again).isEmpty)
        #expect(try stories() == [2])
    }

    @Test func `a window of 0h tells each text, and a reload puts it into force`() async throws {
        let desk = StoryDesk(configuration())
        #expect(try await poll(first, of: "https://a.example/feed", by: desk).count == 1)
        #expect(desk.use(configuration()) == false)
        #expect(desk.use(configuration(window: .zero)))
        try await desk.rebuild(from: store, now: Self.now)
        #expect(try await poll(second, of: "https://b.example/feed", by: desk).count == 1)
        #expect(try stories() == [1, 1])
    }

    @Test func `a window of five days remembers for five days, also after a restart`() async throws {
        let configuration = configuration(window: .seconds(120 * 3_600))
        #expect(try await poll(first, of: "https://a.example/feed", by: StoryDesk(configuration)).count == 1)
        let later = Self.now + .seconds(100 * 3_600)
        let again = StoryDesk(configuration)
        try await again.rebuild(from: store, now: later)
        #expect(try await poll(second, of: "https://b.example/feed", at: later, by: again).isEmpty)
    }

    @Test func `a vocabulary is counted when there is enough, and found again after a restart`() async throws {
        let entries = (0..<1_100).map { Entry(id: "\($0)", title: "Officials said number\($0)", summary: "Talks") }
        let sorted = try await store.sort(entries, of: "https://c.example/feed")
        let fresh = sorted.fresh.map { FreshEntry(entry: $0) }
        let desk = StoryDesk(configuration())
        _ = try await store.commit(
            Refresh(feed: "https://c.example/feed", state: PollState(), fresh: fresh, at: Self.now), placing: desk.place
        )
        try await desk.renewVocabulary(from: store)
        let vocabulary = try await store.vocabulary()
        #expect(vocabulary.texts == 1_100 && vocabulary.counts.count == 3)
        #expect(vocabulary.counts.values.allSatisfy { $0 == 1_100 })
    }
}
