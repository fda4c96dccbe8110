// SPDX-License-Identifier: Apache-2.0
// What a user sees of alerts that wait, and does about those that nobody will take.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct OutboxTests {
    /// A site of one feed with two alerts and a webhook that refuses them, after one run.
    private func refused(_ feeds: FeedServer, by server: MessageServer) async throws -> Site {
        feeds.serve("/a.xml", .feed(SampleFeed(name: "a", items: 6).xml))
        let site = try Site(
            feeds: [feeds.url("/a.xml")],
            settings: "  sinks: {hook: {kind: webhook, url: \"\(server.url())\", allow_private: true, expire: 1d}}")
        #expect(try await site.runOnce().status == 0)
        #expect(site.logIDs().count == 2)
        return site
    }

    private func rename(_ site: Site, _ name: String, to other: String) throws {
        let settings = try String(contentsOfFile: site.config + "/feedwatch.yaml", encoding: .utf8)
        try site.directory.write(
            settings.replacingOccurrences(of: "\(name): {kind", with: "\(other): {kind"), to: "config/feedwatch.yaml")
    }

    private func said(_ command: String..., site: Site) async throws -> String {
        let output = try await Program.run(command + ["--config", site.config])
        #expect(output.status == 0, "\(output.err)")
        return output.out
    }

    @Test func `what waits is shown with its reason, and what became of an alert at each sink`() async throws {
        let server = try await MessageServer.start { _, _ in .init(503) }
        let feeds = try await FeedServer.start()
        let site = try await refused(feeds, by: server)
        let line = /sink +hook: 2 waiting since \S+Z, tried 1 times, again at \S+Z: send to \S+ HTTP 503/
        let status = try await said("status", site: site)
        #expect(status.contains(line), "\(status)")
        #expect(status.contains("sink      log: 0 waiting\n"))

        let ids = site.logIDs()
        let show = try await said("alerts", "show", ids[0], site: site)
        #expect(show.contains(/sink +log: delivered \S+Z\n/), "\(show)")
        #expect(show.contains(/sink +hook: waiting, tried 1 times, again at \S+Z: send to/), "\(show)")
        #expect(try await said("alerts", "why", ids[1], site: site).contains("sink      hook: waiting\n"))
        let json = try await Program.run(["alerts", "show", ids[0], "--format", "json", "--config", site.config])
            .objects()
        let deliveries = try #require(json[0]["deliveries"] as? [[String: any Sendable]])
        #expect(deliveries.compactMap { $0["sink"] as? String } == ["log", "jsonl", "hook"])
        #expect(deliveries.compactMap { $0["state"] as? String } == ["delivered", "delivered", "waiting"])
        await feeds.stop()
        await server.stop()
    }

    @Test func `what waits for a renamed sink is kept and named, and goes out when the name is back`() async throws {
        let isDown = Flag()
        let server = try await MessageServer.start { _, _ in .init(isDown.isSet ? 503 : 200) }
        let feeds = try await FeedServer.start()
        let site = try await refused(feeds, by: server)
        isDown.clear()
        try rename(site, "hook", to: "other")
        #expect(try await site.runOnce().status == 0)
        let status = try await said("status", site: site)
        #expect(status.contains("sink      other: 0 waiting\n"))
        #expect(
            status.contains(/sink +hook: 2 waiting since .*no longer configured .*feedwatch sink drop hook/),
            "\(status)")
        #expect(server.messages.count == 1)

        try rename(site, "other", to: "hook")
        #expect(try await site.runOnce().status == 0)
        #expect(server.messages.dropFirst().compactMap { $0.fields["webhook-id"] } == site.logIDs())
        await feeds.stop()
        await server.stop()
    }

    @Test func `what waits for a removed sink is given up by a person, with and without a daemon`() async throws {
        let server = try await MessageServer.start { _, _ in .init(503) }
        let feeds = try await FeedServer.start()
        let site = try await refused(feeds, by: server)
        let refusal = try await Program.run(["sink", "drop", "hook", "--config", site.config])
        #expect(refusal.status == 1 && refusal.err.contains("sink hook is configured"), "\(refusal.err)")

        try rename(site, "hook", to: "other")
        #expect(try await said("sink", "drop", "nobody", site: site) == "nothing waits for a sink nobody\n")
        #expect(try await said("sink", "drop", "hook", site: site) == "hook: 2 waiting alerts given up\n")
        #expect(try await said("status", site: site).contains("sink      hook: 0 waiting, 2 given up\n"))
        #expect(try await said("alerts", "show", site.logIDs()[0], site: site).contains(/hook: given up \S+Z: send to/))

        // Two more wait for `other`, which then goes as well.
        feeds.serve("/a.xml", .feed(SampleFeed(name: "a", items: 12).xml))
        #expect(try await site.runOnce().status == 0)
        try rename(site, "other", to: "third")
        let running = try site.start()
        await running.errors(contain: "sink other is not configured any more and 2 alerts wait for it")
        await running.errors(contain: "watching 1 feeds")
        #expect(try await Program.run(["sink", "drop", "third", "--config", site.config]).status == 1)
        #expect(try await said("sink", "drop", "other", site: site) == "other: 2 waiting alerts given up\n")
        await running.errors(contain: "sink other: 2 alerts that waited for it are given up, as asked")
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        await feeds.stop()
        await server.stop()
    }
}
