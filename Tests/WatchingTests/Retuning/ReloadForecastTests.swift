// SPDX-License-Identifier: Apache-2.0

import Alerting
import Configuring
import Model
import Storing
import Testing

@testable import Watching

/// What a reload says of the edit of a topic, and when it does not take it.
@Suite(.timeLimit(.minutes(1))) struct ReloadForecastTests {
    private static let topic = "signals:\n  - +1.0 word0\n"
    private static let wider = "signals:\n  - +1.0 council\n"

    /// A site whose store holds twelve entries of the last day and one of the week before.
    private func site(_ settings: String = "") async throws -> ReloadedSite {
        let main = "alerts: {journal: false}\nstore: {path: ../feedwatch.db}\nstories: {window: 0h}\n" + settings
        let files = ["feedwatch.yaml": main, "feeds.yaml": "feeds: []\n", "topics/town.yaml": Self.topic]
        return try await ReloadedSite(files) { store, now in
            try await Self.store((12..<13), in: store, at: now - .seconds(7 * 86_400))
            try await Self.store((0..<12), in: store, at: now - .seconds(3_600))
        }
    }

    private static func store(_ numbers: Range<Int>, in store: Store, at moment: Timestamp) async throws {
        let entries = numbers.map { Entry(id: "\($0)", title: "Council of word\($0) debates matter\($0 * 7)") }
        let feed = "https://town.example/feed.xml"
        let sorted = try await store.sort(entries, of: feed)
        let refresh = Refresh(
            feed: feed, state: PollState(), fresh: sorted.fresh.map { FreshEntry(entry: $0) }, at: moment)
        _ = try await store.commit(refresh, placing: { _, _, _, _ in .opens })
    }

    /// The next record of that kind; of one with several topics, that of the topic with so many stories before.
    private func next(_ event: JournalEvent, before: String? = nil, of site: ReloadedSite) async -> Diary.Record? {
        while !Task.isCancelled {
            let said = site.said().filter { $0.event == event }
            if let found = said.first(where: { before == nil || $0.fields["FEEDWATCH_BEFORE"] == before }) {
                return found
            }
            await Task.yield()
        }
        return nil
    }

    @Test func `after a reload it is told what each edited topic would have told of the last day`() async throws {
        let site = try await site()
        try site.write(Self.wider, to: "topics/town.yaml")
        try site.write("signals:\n  - +1.0 word3 | word4\n", to: "topics/new.yaml")
        #expect(await site.reload().isEmpty)
        let first = try #require(await next(.topicRetuned, of: site))
        #expect(first.message.hasPrefix("topic new: would have told 2 stories in the last day, 0 before"))
        try site.write(Self.topic, to: "topics/town.yaml")
        await site.reload()
        let second = try #require(await next(.topicRetuned, before: "12", of: site))
        #expect(second.message == "topic town: would have told 1 story in the last day, 12 before")
        #expect(second.fields["FEEDWATCH_TOPIC"] == "town")
        try await site.stop()
    }

    @Test func `an edit that would multiply alerts is refused with the figures, and taken when forced`() async throws {
        let site = try await site("reload: {max_alert_change: 2x}\n")
        try site.write(Self.wider, to: "topics/town.yaml")
        let problems = await site.reload()
        #expect(problems.map(\.severity) == [.error])
        #expect(
            problems.first?.message == """
                topic town: would have told 12 stories in the last day, 1 before, \
                more than reload.max_alert_change allows
                """)
        #expect(problems.first?.file.hasSuffix("/config/topics/town.yaml") == true)
        #expect(await next(.configurationRefused, of: site)?.message.contains("12 stories") == true)
        #expect(await site.watcher.watch.configuration.topics.first?.signals.first?.expression == "word0")
        #expect(await site.reload(isForced: true).isEmpty)
        #expect(await site.watcher.watch.configuration.topics.first?.signals.first?.expression == "council")
        #expect(await next(.topicRetuned, of: site) != nil)
        try await site.stop()
    }

    @Test func `an edit within the limit is taken, and so is one of how alerts are told`() async throws {
        let site = try await site("reload: {max_alert_change: 300%}\n")
        try site.write(Self.wider, to: "topics/town.yaml")
        #expect(await site.reload().isEmpty)
        _ = await next(.topicRetuned, of: site)
        try site.write(Self.wider + "priority: warning\n", to: "topics/town.yaml")
        #expect(await site.reload().isEmpty)
        #expect(site.said().map(\.event) == [.configurationLoaded])
        try await site.stop()
    }
}
