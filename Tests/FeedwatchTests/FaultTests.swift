// SPDX-License-Identifier: Apache-2.0
// Faults of servers and of the machine, as the whole program takes them.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct FaultTests {
    /// The largest resident size of a daemon that has polled its only feed, in bytes.
    private func peak(_ url: String, says result: String) async throws -> Int {
        let site = try Site(feeds: [url])
        let running = try site.start()
        await running.errors(contain: "polled \(url): \(result)")
        let status = try String(contentsOfFile: "/proc/\(running.identifier)/status", encoding: .utf8)
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }) << 10
    }

    @Test func `neither a bomb nor an endless body costs 32 MiB of memory`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 3).xml))
        let usual = try await peak(server.url("/feed.xml"), says: "changed")

        let packed = try await RunningProgram(
            "/bin/sh", ["-c", "head -c 268435456 /dev/zero | gzip -9 | base64 -w0"], input: "", environment: [:]
        ).finish()
        let bomb = try #require(Data(base64Encoded: packed.out))
        server.serve("/bomb.xml", .init(body: [UInt8](bomb), headers: [("Content-Encoding", "gzip")]))
        #expect(try await peak(server.url("/bomb.xml"), says: "failed") - usual < 32 << 20)
        await server.stop()

        let endless = try #require(
            RawServer(
                .repeatedly([UInt8](repeating: 0x78, count: 65_536), after: Array("HTTP/1.1 200 OK\r\n\r\n".utf8))))
        #expect(try await peak(endless.url(), says: "failed") - usual < 32 << 20)
        endless.stop()
    }

    @Test func `a large feed that breaks off on its way leaves nothing, and is told once when it comes whole`()
        async throws
    {
        let feed = SampleFeed(name: "archive", items: 3_000, window: 3_000)
        let part = Array(feed.xml.utf8.prefix(600_000))
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(feed.xml.utf8.count)\r\n\r\n"
        let broken = try #require(RawServer(.send(Array(head.utf8) + part)))
        let server = try await FeedServer.start()
        server.serve("/feed.xml", .redirect(to: broken.url()))
        let site = try Site(feeds: [server.url("/feed.xml")])
        #expect(
            try await site.runOnce().out == "polled 1 ok 0 unchanged 0 failed 1 waiting 0 new 0 alerts 0\n")
        let list = try await Program.run(["feeds", "list", "--config", site.config])
        #expect(list.out.contains("the connection ended early"), "\(list.out)")

        server.serve("/feed.xml", .feed(feed.xml))
        #expect(
            try await site.runOnce().out
                == "polled 1 ok 1 unchanged 0 failed 0 waiting 0 new 3000 alerts \(feed.told.count)\n")
        broken.stop()
        await server.stop()
    }

    @Test func `a feed that comes and goes, turns its order round and changes its dates is told once`() async throws {
        let server = try await FeedServer.start()
        let feed = SampleFeed(name: "outlet", items: 12)
        let xml = feed.xml
        let turned = xml.replacingOccurrences(of: "\n<item>", with: "\n\u{0}<item>").split(separator: "\u{0}")
        let items = turned.dropFirst().map { $0.replacingOccurrences(of: "</channel></rss>", with: "\n") }
        let reversed = (turned.first ?? "") + items.reversed().joined() + "</channel></rss>"
        let date = "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>"
        let answers: [(FeedServer.Response, String)] = [
            (.feed(xml), "ok 1 unchanged 0 failed 0 waiting 0 new 12 alerts 4"),
            (.init(status: 500), "ok 0 unchanged 0 failed 1 waiting 0 new 0 alerts 0"),
            (.feed(String(reversed)), "ok 1 unchanged 0 failed 0 waiting 0 new 0 alerts 0"),
            (.feed(xml.replacingOccurrences(of: date, with: "")), "ok 1 unchanged 0 failed 0 waiting 0 new 0 alerts 0"),
            (.init(status: 404), "ok 0 unchanged 0 failed 1 waiting 0 new 0 alerts 0"),
            (
                .feed(xml.replacingOccurrences(of: "Feb 2026", with: "Feb 2096")),
                "ok 1 unchanged 0 failed 0 waiting 0 new 0 alerts 0"
            ),
            (.feed(xml), "ok 1 unchanged 0 failed 0 waiting 0 new 0 alerts 0"),
        ]
        let site = try Site(feeds: [server.url("/feed.xml")])
        for (step, (answer, summary)) in answers.enumerated() {
            server.serve("/feed.xml", answer)
            #expect(try await site.runOnce().out == "polled 1 \(summary)\n", "answer \(step)")
        }
        #expect(site.logLines().count == 4)
        await server.stop()
    }

    @Test func `without descriptors feeds wait, the reason is named, and afterwards everything is told once`()
        async throws
    {
        let server = try await FeedServer.start()
        let feeds = (1...60).map { SampleFeed(name: "outlet\($0)", items: 3) }
        for feed in feeds { server.serve("/\(feed.name).xml", .init(body: Array(feed.xml.utf8), delay: .seconds(1))) }
        let site = try Site(feeds: feeds.map { server.url("/\($0.name).xml") })
        let starved = try RunningProgram(
            "/bin/sh", ["-c", "ulimit -n 32; exec \"$0\" run --once --config \"$1\"", Program.path, site.config],
            input: "", environment: [:])
        let output = await starved.finish()
        #expect(output.status >= 0, "ended by a signal: \(output.err)")
        #expect(output.out.hasPrefix("polled 60 ok ") && !output.out.contains("failed 0 "), "\(output.out)")
        let list = try await Program.run(["feeds", "list", "--config", site.config])
        #expect(list.out.contains("Too many open files: raise LimitNOFILE="), "\(list.out)")
        #expect(!list.out.contains("Failed to connect"))

        let second = try await site.runOnce()
        #expect(second.status == 0 && second.out.contains(" failed 0 "), "\(second.out)\(second.err)")
        #expect(site.logIDs().count == 60 && Set(site.logIDs()).count == 60)
        await server.stop()
    }
}
