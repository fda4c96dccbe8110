// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestServing
import TestSupport
import Testing

/// The identity ladder from a server to the alert log. Each poll is a process of its own: the store is closed and opened
/// between any two.
@Suite(.timeLimit(.minutes(5))) struct IdentityLadderTests {
    private let server: FeedServer
    private let site: Site
    private var feed = ChurnedFeed()
    private var published = 0

    init() async throws {
        server = try await FeedServer.start()
        site = try Site(feeds: [server.url("/feed.xml")])
    }

    private mutating func publish() {
        feed.items.insert(ChurnedFeed.Item(published), at: 0)
        published += 1
    }

    /// Polls once and expects so many new entries, each of them told.
    private func poll(_ what: String, new: Int) async throws {
        server.serve("/feed.xml", .init(body: Array(feed.xml.utf8), isConditional: false))
        let output = try await site.runOnce()
        #expect(output.out.hasSuffix(" new \(new) alerts \(new)\n"), "\(what): \(output.out)\(output.err)")
    }

    @Test
    mutating func `whatever a feed does to what it has published, that is not told again, and what is new is told`()
        async throws
    {
        for _ in 0..<8 { publish() }
        try await poll("the first", new: 8)
        for step in ChurnedFeed.steps {
            step.change(&feed.items)
            publish()
            try await poll(step.what, new: 1)
            try await poll("again: " + step.what, new: 0)
        }
        #expect(site.logLines().count == published && Set(site.logIDs()).count == published)
        await server.stop()
    }

    @Test mutating func `entries that share an id, and such as have neither id nor link nor date, are told once each`()
        async throws
    {
        for _ in 0..<4 { publish() }
        try await poll("the first", new: 4)
        publish()
        feed.items[0].guid = feed.items[3].guid
        try await poll("a new entry has the id of another", new: 1)
        publish()
        feed.items[0].guid = feed.items[4].guid
        try await poll("a third has it", new: 1)
        for _ in 0..<2 {
            publish()
            (feed.items[0].guid, feed.items[0].link, feed.items[0].hour) = (nil, nil, nil)
            try await poll("an entry of words alone", new: 1)
        }
        feed.items.reverse()
        try await poll("all of them turned round", new: 0)
        feed.items.removeAll { $0.number == 1 }
        try await poll("without one of those that share", new: 0)
        await server.stop()
    }
}
