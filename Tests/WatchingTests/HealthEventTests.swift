// SPDX-License-Identifier: Apache-2.0

import Alerting
import Model
import TestServing
import Testing

/// What is said of a feed's health: when it changes, once, with an id of its own.
@Suite(.timeLimit(.minutes(1))) struct HealthEventTests {
    private typealias Response = FeedServer.Response

    /// What is said of each poll after a first one that brings the entries 0 to 9.
    private func events(_ responses: [Response], every: Duration? = nil) async throws -> [[Diary.Record]] {
        let watched = try await WatchedFeed(every: every)
        #expect(try await watched.poll(.feed(0..<10)).isEmpty)
        var said: [[Diary.Record]] = []
        for response in responses { said.append(try await watched.poll(response)) }
        try await watched.stop()
        return said
    }

    @Test func `failures are told at the third in a row, and their end once`() async throws {
        let down = Response(status: 500)
        let said = try await events([down, .feed(0..<10), down, down, down, down, .feed(0..<10), .feed(0..<10)])
        #expect(said.map { $0.map(\.event) } == [[], [], [], [], [.feedFailing], [], [.feedRecovered], []])
        #expect(said[4][0].fields["FEEDWATCH_ERROR"]?.contains("HTTP 500") == true)
        #expect(said[4][0].fields["FEEDWATCH_FEED"]?.hasSuffix(WatchedFeed.path) == true)
    }

    @Test func `a document without a known entry is a possible gap, told when it begins`() async throws {
        let said = try await events([.feed(5..<15), .feed(20..<30), .feed(40..<50), .feed(41..<51), .feed(60..<70)])
        #expect(said.map { $0.map(\.event) } == [[], [.feedGap], [], [], [.feedGap]])
        #expect(said[1][0].message.hasSuffix("it is polled faster"))
        let bound = try await events([.feed(20..<30)], every: .seconds(60))
        #expect(bound[0].first?.message.contains("its own every") == true)
    }

    @Test func `a permanent redirect is told when it is believed, on the third poll`() async throws {
        let watched = try await WatchedFeed()
        watched.server.serve("/new.xml", .feed(0..<10))
        var said: [[JournalEvent?]] = []
        for _ in 1...5 {
            said.append(try await watched.poll(.redirect(to: "/new.xml", status: 301)).map(\.event))
        }
        #expect(said == [[], [], [.feedMoved], [], []])
        try await watched.stop()
    }

    @Test func `410 is told, and the feed is not asked for again`() async throws {
        let said = try await events([Response(status: 410), Response(status: 410)])
        #expect(said.map { $0.map(\.event) } == [[.feedGone], []])
    }

    @Test func `silence is measured by the feed's own rhythm, and told once, and its end`() async throws {
        let watched = try await WatchedFeed()
        var said: [JournalEvent?] = []
        for hour in stride(from: 0, to: 9 * 24, by: 4) {
            said += try await watched.poll(.feed(hour..<(hour + 10)), after: .seconds(4 * 3_600)).map(\.event)
        }
        #expect(said.isEmpty)
        for hour in 1...40 {
            said += try await watched.poll(.feed(212..<222)).map(\.event)
            #expect(said.isEmpty == (hour < 12), "hour \(hour)")
        }
        said += try await watched.poll(.feed(213..<223)).map(\.event)
        #expect(said == [.feedSilent, .feedSpoke])
        try await watched.stop()
    }
}
