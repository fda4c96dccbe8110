// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestServing
import TestSupport
import Testing

/// `run --once` as a whole: from a feed on a server to an alert in both logs and the store.
@Suite struct OnceTests {
    @Test func `every entry is stored once and told once, and a second run fetches 304s and tells nothing`()
        async throws
    {
        let server = try await FeedServer.start()
        let feeds = (1...5).map { SampleFeed(name: "outlet\($0)", items: 12) }
        for feed in feeds { server.serve("/\(feed.name).xml", .feed(feed.xml)) }
        let site = try Site(feeds: feeds.map { server.url("/\($0.name).xml") })

        let first = try await site.runOnce()
        #expect(first.status == 0, "\(first.err)")
        #expect(first.out == "polled 5 ok 5 unchanged 0 failed 0 waiting 0 new 60 alerts 20\n")
        #expect(try site.jsonIDs().count == 20)
        #expect(try site.jsonIDs() == site.logIDs())

        let second = try await site.runOnce()
        #expect(second.out == "polled 5 ok 0 unchanged 5 failed 0 waiting 0 new 0 alerts 0\n")
        #expect(try site.jsonIDs().count == 20)
        for feed in feeds {
            let requests = server.requests("/\(feed.name).xml")
            #expect(requests.map { $0["If-None-Match"] != nil } == [false, true])
        }
        await server.stop()
    }

    @Test func `a feed so large that it is read while it arrives is told like any other`() async throws {
        let server = try await FeedServer.start()
        let feed = SampleFeed(name: "archive", items: 5_000, window: 5_000)
        #expect(feed.xml.utf8.count > 1 << 20)
        server.serve("/feed.xml", .feed(feed.xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        let first = try await site.runOnce()
        #expect(first.out == "polled 1 ok 1 unchanged 0 failed 0 waiting 0 new 5000 alerts \(feed.told.count)\n")
        server.serve("/feed.xml", .feed(feed.xml + " "))
        let second = try await site.runOnce()
        #expect(second.out == "polled 1 ok 1 unchanged 0 failed 0 waiting 0 new 0 alerts 0\n")
        await server.stop()
    }

    @Test func `the alert list, both logs and the proof agree`() async throws {
        let server = try await FeedServer.start()
        let feed = SampleFeed(name: "outlet", items: 9)
        server.serve("/feed.xml", .feed(feed.xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        _ = try await site.runOnce()

        let list = try await Program.run(["alerts", "list", "--config", site.config, "--format", "json"])
        let listed = try list.objects()
        #expect(Set(listed.compactMap { $0["entry_id"] as? String }) == Set(feed.told))
        #expect(Set(listed.compactMap { $0["alert_id"] as? String }) == Set(site.logIDs()))
        #expect(list.out.split(separator: "\n").map(String.init) == site.directory.lines("logs/alerts.jsonl"))

        let why = try await Program.run(["alerts", "why", site.logIDs()[0], "--config", site.config])
        #expect(why.status == 0, "\(why.err)")
        #expect(why.out.contains("@china NEAR/8 @us"))
        #expect(why.out.contains("Beijing and Washington"))
        await server.stop()
    }

    @Test func `a feed that fails is counted, and the others are told`() async throws {
        let server = try await FeedServer.start()
        server.serve("/good.xml", .feed(SampleFeed(name: "good", items: 3).xml))
        server.serve("/page.xml", .page("<html><body>not a feed</body></html>"))
        let site = try Site(feeds: ["/good.xml", "/page.xml", "/missing.xml"].map(server.url))
        let output = try await site.runOnce()
        #expect(output.status == 0)
        #expect(output.out == "polled 3 ok 1 unchanged 0 failed 2 waiting 0 new 3 alerts 1\n")
        await server.stop()
    }

    @Test func `a second instance is refused while the first runs`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 3).xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        let running = try site.start()
        await running.errors(contain: "watching 1 feeds")
        let second = try await site.runOnce()
        #expect(second.status == 1)
        #expect(second.err.contains("\(running.identifier)"), "\(second.err)")
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        await server.stop()
    }

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `all real news feeds of the corpus are stored once and tell US-China alerts`() async throws {
        let server = try await FeedServer.start()
        let folder = try #require(Corpus.path) + "/feeds/news"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for file in files { server.serve("/\(file)", .init(body: try Corpus.bytes("feeds/news/\(file)"))) }
        let site = try Site(feeds: files.map { server.url("/\($0)") })

        let first = try await site.runOnce()
        #expect(first.status == 0, "\(first.err)")
        #expect(first.out.hasPrefix("polled \(files.count) ok \(files.count) unchanged 0 failed 0"), "\(first.out)")
        let told = try site.jsonIDs()
        #expect(!told.isEmpty)
        #expect(Set(told).count == told.count)

        let second = try await site.runOnce()
        #expect(
            second.out == "polled \(files.count) ok 0 unchanged \(files.count) failed 0 waiting 0 new 0 alerts 0\n")
        #expect(try site.jsonIDs() == told)
        await server.stop()
    }
}
