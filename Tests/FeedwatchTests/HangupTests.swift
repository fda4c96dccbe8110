// SPDX-License-Identifier: Apache-2.0
// A reload by signal while a feed is on its way.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct HangupTests {
    @Test func `a feed on its way at SIGHUP is read to its end, and told once, beside what the reload brings`()
        async throws
    {
        let (slow, quick) = (SampleFeed(name: "slow", items: 3), SampleFeed(name: "quick", items: 3))
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n"
        let holding = try #require(RawServer(.hold(Array((head + slow.xml).utf8))))
        let server = try await FeedServer.start()
        server.serve("/quick.xml", .feed(quick.xml))
        let site = try Site(feeds: [holding.url()], settings: "reload: {watch: false}")
        let running = try site.start()
        await eventually { holding.connections == 1 }
        try site.list([holding.url(), server.url("/quick.xml")])
        running.signal(SIGHUP)
        await running.errors(contain: "configuration reloaded: 2 feeds")
        await eventually { site.logIDs().count == 1 }
        holding.stop()
        await eventually { site.logIDs().count == 2 }
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        let json = try String(contentsOfFile: site.directory.path("logs/alerts.jsonl"), encoding: .utf8)
        #expect(
            try json.split(separator: "\n").map(String.init).values(of: "entry_id").sorted()
                == (quick.told + slow.told).sorted())
        await server.stop()
    }
}
