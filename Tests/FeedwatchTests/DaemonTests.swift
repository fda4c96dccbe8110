// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestServing
import TestSupport
import Testing

/// The daemon in the foreground: stalls, signals, reloads.
@Suite struct DaemonTests {
    @Test func `with one feed hanging, each of the 99 others is polled within a second of the start`() async throws {
        let server = try await FeedServer.start()
        server.serve("/hang.xml", .hanging)
        let feeds = (1...99).map { SampleFeed(name: "outlet\($0)", items: 3) }
        for feed in feeds { server.serve("/\(feed.name).xml", .feed(feed.xml)) }
        let site = try Site(feeds: [server.url("/hang.xml")] + feeds.map { server.url("/\($0.name).xml") })
        let running = try site.start()
        await running.errors(contain: "watching 100 feeds")
        let start = ContinuousClock.now
        for feed in feeds { await running.errors(contain: "polled \(server.url("/\(feed.name).xml")): ") }
        #expect(ContinuousClock.now - start < .seconds(1))
        running.signal(SIGINT)
        let output = await running.finish()
        #expect(output.status == 0, "\(output.err)")
        await server.stop()
    }

    @Test func `as many hanging feeds as there are places hold up no other`() async throws {
        let server = try await FeedServer.start()
        for name in ["hang1", "hang2"] { server.serve("/\(name).xml", .hanging) }
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 3).xml))
        let site = try Site(feeds: ["/hang1.xml", "/hang2.xml", "/feed.xml"].map(server.url))
        let settings = try String(contentsOfFile: site.config + "/feedwatch.yaml", encoding: .utf8)
        let few = "concurrency: 2, timeout: 50s, connect_timeout: 50s, low_speed_time: 50s"
        try site.directory.write(
            settings.replacingOccurrences(of: "concurrency: 100", with: few), to: "config/feedwatch.yaml")
        let start = ContinuousClock.now
        let running = try site.start()
        await running.errors(contain: "polled \(server.url("/feed.xml")): ")
        #expect(ContinuousClock.now - start < .seconds(30))
        running.signal(SIGINT)
        #expect(await running.finish().status == 0)
        await server.stop()
    }

    @Test func `a hanging feed does not hold up the end: SIGTERM takes less than two seconds`() async throws {
        let server = try await FeedServer.start()
        server.serve("/hang.xml", .hanging)
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 3).xml))
        let site = try Site(feeds: ["/hang.xml", "/feed.xml"].map(server.url))
        let running = try site.start()
        await running.errors(contain: "polled \(server.url("/feed.xml")): ")
        let start = ContinuousClock.now
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        #expect(ContinuousClock.now - start < .seconds(2))
        await server.stop()
    }

    @Test func `reload takes a good configuration, refuses a broken one with its place, and keeps the old`()
        async throws
    {
        let server = try await FeedServer.start()
        for name in ["one", "two"] { server.serve("/\(name).xml", .feed(SampleFeed(name: name, items: 3).xml)) }
        let site = try Site(feeds: [server.url("/one.xml")])
        let running = try site.start()
        await running.errors(contain: "polled \(server.url("/one.xml")): ")

        try site.directory.write("name: broken\nsignals:\n  - +1.0 @nobody\n", to: "config/topics/broken.yaml")
        let refused = try await Program.run(["reload", "--config", site.config])
        #expect(refused.status == 3, "\(refused.err)")
        #expect(refused.err.contains("topics/broken.yaml:3:"), "\(refused.err)")

        try FileManager.default.removeItem(atPath: site.config + "/topics/broken.yaml")
        try site.list(["/one.xml", "/two.xml"].map(server.url))
        let taken = try await Program.run(["reload", "--config", site.config])
        #expect(taken.status == 0, "\(taken.err)")
        await running.errors(contain: "polled \(server.url("/two.xml")): ")

        running.signal(SIGTERM)
        let output = await running.finish()
        #expect(output.status == 0)
        #expect(output.err.contains("configuration not reloaded, the old one stays"))
        #expect(output.err.contains("feeds: +1 -0"))
        await server.stop()
    }

    @Test func `SIGHUP reloads and tells nothing old again`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 6).xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        _ = try await site.runOnce()
        let told = site.logIDs()
        let running = try site.start()
        await running.errors(contain: "watching 1 feeds")
        try site.directory.write(
            "name: Everything\nthreshold: 0.5\nsignals:\n  - +1.0 Beijing | Council\n", to: "config/topics/all.yaml")
        running.signal(SIGHUP)
        await running.errors(contain: "configuration reloaded")
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        #expect(site.logIDs() == told)
        await server.stop()
    }

    @Test func `an alert log that is renamed is begun anew, and no line is lost`() async throws {
        let server = try await FeedServer.start()
        var feed = SampleFeed(name: "outlet", items: 9)
        server.serve("/feed.xml", .feed(feed.xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        _ = try await site.runOnce()
        for name in ["alerts.log", "alerts.jsonl"] {
            try FileManager.default.moveItem(
                atPath: site.directory.path("logs/\(name)"), toPath: site.directory.path("logs/\(name).1"))
        }
        feed.items = 15
        server.serve("/feed.xml", .feed(feed.xml))
        _ = try await site.runOnce()
        #expect(site.directory.lines("logs/alerts.log.1").count == 3)
        #expect(site.logLines().count == 2)
        #expect(try site.jsonIDs() == site.logIDs())
        await server.stop()
    }
}
