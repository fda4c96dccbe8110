// SPDX-License-Identifier: Apache-2.0

import Alerting
import Model
import Storing
import TestServing
import TestSupport
import Testing

@testable import Watching

/// A configuration that is edited while it runs.
@Suite(.timeLimit(.minutes(2))) struct ReloaderTests {
    private static let topic = "name: All\nthreshold: 0.5\nsignals:\n  - +1.0 report\n"
    private static let files = ["feedwatch.yaml": "alerts: {journal: false}\n", "feeds.yaml": "feeds: []\n"]

    @Test func `what changed is told by name, and remembered under a number`() async throws {
        let site = try await ReloadedSite(Self.files)
        try site.write(
            "fetch: {interval: 1h}\nalerts: {journal: false}\nstore: {path: other.db}\n", to: "feedwatch.yaml")
        try site.write(Self.topic, to: "topics/all.yaml")
        #expect(await site.reload().isEmpty)
        let told = try #require(site.said().first)
        #expect(told.event == .configurationLoaded && told.fields["FEEDWATCH_GENERATION"] == "2")
        #expect(
            told.message == """
                configuration reloaded: 0 feeds, 1 topics; topics: +all; settings: fetch.interval; \
                takes effect after a restart: store.path
                """)
        let history = try site.reader().generations(limit: 9)
        #expect(history.map(\.number) == [2, 1] && history.map(\.cause) == [.reload, .start])
        #expect(history[0].change == "topics: +all; settings: fetch.interval; takes effect after a restart: store.path")
        #expect(history[1].change == "files: +feeds.yaml +feedwatch.yaml")
        #expect(try site.reader().files(ofGeneration: 2).map(\.name).contains("topics/all.yaml"))
        try await site.stop()
    }

    @Test func `files that were saved as they were change nothing and say nothing`() async throws {
        let site = try await ReloadedSite(Self.files)
        await site.reload(.file)
        #expect(site.said().isEmpty)
        // Whoever asks is answered.
        await site.reload(.reload)
        #expect(site.said().map(\.event) == [.configurationLoaded])
        #expect(try site.reader().generations(limit: 9).map(\.number) == [1])
        try await site.stop()
    }

    @Test func `a refused one leaves the old in force, says so once, and is over with the next good one`()
        async throws
    {
        let site = try await ReloadedSite(Self.files)
        let broken = (1...30).map { "unknown\($0): 1\n" }.joined()
        try site.write(broken, to: "feedwatch.yaml")
        for _ in 0..<3 { #expect(await site.reload(.file).count == 30) }
        let told = site.said()
        #expect(told.map(\.event) == [.configurationRefused] && told[0].fields["FEEDWATCH_GENERATION"] == "2")
        #expect(told[0].message.contains("feedwatch.yaml:7:1: error: unknown key 'unknown7'"))
        #expect(told[0].message.hasSuffix("\nand 10 more, see feedwatch check"))
        #expect(try site.reader().lastAcceptedGeneration()?.number == 1)
        #expect(try site.reader().generations(limit: 1).first?.problemCount == 30)
        try site.write(Self.files["feedwatch.yaml"] ?? "", to: "feedwatch.yaml")
        await site.reload(.file)
        #expect(site.said().map(\.event) == [.configurationLoaded])
        #expect(try site.reader().generations(limit: 9).map(\.isAccepted) == [true, false, true])
        try await site.stop()
    }

    @Test func `a feed that was removed keeps its entries, and goes on where it was when it is back`() async throws {
        let server = try await FeedServer.start()
        server.serve("/a.xml", .feed(0..<9))
        let feeds = "feeds: [{url: \"\(server.url("/a.xml"))\", allow_private: true, backlog: all}]\n"
        let site = try await ReloadedSite([
            "feedwatch.yaml": "alerts: {journal: false}\n", "feeds.yaml": feeds, "topics/all.yaml": Self.topic,
        ])
        let first = try await site.polled(server.url("/a.xml"), since: site.time.now)
        try site.write("feeds: []\n", to: "feeds.yaml")
        await site.reload()
        #expect(try site.reader().counts().entries == 9)
        site.time.pass(.seconds(7_200))
        try site.write(feeds, to: "feeds.yaml")
        await site.reload()
        let again = try await site.polled(server.url("/a.xml"), since: site.time.now)
        #expect(server.requests("/a.xml").count == 2)
        #expect(server.requests("/a.xml").last?["If-None-Match"] != nil)
        #expect(again.state.rhythm.watchedSeconds > first.state.rhythm.watchedSeconds)
        server.serve("/a.xml", .feed(0..<10))
        site.time.pass(.seconds(7_200))
        await site.reload()
        _ = try await site.polled(server.url("/a.xml"), since: site.time.now)
        let counts = try site.reader().counts()
        #expect(counts.entries == 10)
        #expect(try site.reader().alerts(limit: .max).count == counts.alerts && counts.alerts == 10)
        try await site.stop()
        await server.stop()
    }

    @Test func `a feed that is to be polled more often does not wait for the poll that was planned`() async throws {
        let list = { (every: String) in "feeds: [{url: \"file:a.xml\", every: \(every)}]\n" }
        let site = try await ReloadedSite([
            "feedwatch.yaml": "alerts: {journal: false}\n", "feeds.yaml": list("24h"),
            "a.xml": "<rss version='2.0'><channel/></rss>",
        ])
        let feed = "file://\(site.config)/a.xml"
        _ = try await site.polled(feed, since: site.time.now)
        site.time.pass(.seconds(7_200))
        try site.write(list("1h"), to: "feeds.yaml")
        await site.reload()
        #expect(try await site.polled(feed, since: site.time.now).state.lastPoll == site.time.now)
        try await site.stop()
    }

    @Test func `a reload of ten thousand feeds polls none before its time`() async throws {
        let urls = (0..<10_000).map { "https://host\($0 % 500).example/\($0).xml" }
        let list = "feeds:\n" + urls.map { "  - url: \($0)\n" }.joined()
        let site = try await ReloadedSite(["feedwatch.yaml": "alerts: {journal: false}\n", "feeds.yaml": list]) {
            try await Self.plan(urls, in: $0, now: $1)
        }
        try site.directory.write("<rss version='2.0'><channel/></rss>", to: "config/new.xml")
        try site.write(list + "  - url: \"file:new.xml\"\n", to: "feeds.yaml")
        let start = ContinuousClock.now
        await site.reload()
        let span = ContinuousClock.now - start
        _ = try await site.polled("file://\(site.config)/new.xml", since: site.time.now)
        let polled = try site.reader().feeds().count { $0.state.lastPoll == site.time.now }
        #expect(polled == 1, "\(polled) polls; the reload took \(span)")
        try await site.stop()
    }

    /// As if each had been polled a quarter of an hour ago and were due within the next.
    private static func plan(_ urls: [String], in store: Store, now: Timestamp) async throws {
        _ = try await store.pollStates(of: urls.map { Feed(url: $0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, url) in urls.enumerated() {
                let state = PollState(
                    nextPoll: now + .seconds(60 + index % 900), lastPoll: now - .seconds(900),
                    lastSuccess: now - .seconds(900))
                group.addTask {
                    let refresh = Refresh(feed: url, state: state, fresh: [], at: now - .seconds(900))
                    _ = try await store.commit(refresh, placing: { _, _, _, _ in .opens })
                }
            }
            try await group.waitForAll()
        }
    }
}
