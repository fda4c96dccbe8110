// SPDX-License-Identifier: Apache-2.0
// An outbox with a sink that blocks, and one with a hundred thousand alerts.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct BusyOutboxTests {
    @Test func `while one sink hangs, refreshes commit and the others are told at once`() async throws {
        let hanging = try #require(RawServer(.hold([])))
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let quick = try await MessageServer.start { _, _ in
            arrived.yield()
            return .init()
        }
        let feeds = try await FeedServer.start()
        let names = (1...6).map { "outlet\($0)" }
        for name in names { feeds.serve("/\(name).xml", .feed(SampleFeed(name: name, items: 3).xml)) }
        let site = try Site(
            feeds: [feeds.url("/outlet1.xml")],
            settings: """
                  sinks:
                    stuck: {kind: webhook, url: "\(hanging.url())", allow_private: true, timeout: 15m}
                    quick: {kind: webhook, url: "\(quick.url())", allow_private: true}
                """)
        let running = try site.start()
        var come = arrivals.makeAsyncIterator()
        await come.next()
        for count in 2...names.count {
            let start = ContinuousClock.now
            try site.list(names.prefix(count).map { feeds.url("/\($0).xml") })
            #expect(try await Program.run(["reload", "--config", site.config]).status == 0)
            await come.next()
            await eventually { site.logIDs().count == count }
            #expect(ContinuousClock.now - start < .seconds(20))
        }
        #expect(hanging.connections == 1)
        let status = try await Program.run(["status", "--config", site.config])
        #expect(status.out.contains("sink      stuck: 6 waiting since "), "\(status.out)")
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        #expect(quick.messages.compactMap { $0.fields["webhook-id"] } == site.logIDs())
        hanging.stop()
        await feeds.stop()
        await quick.stop()
    }

    private static let python = "/usr/bin/env"

    /// Runs `run --once` with that many alerts waiting for a receiver that refuses them, a twentieth of them for the
    /// log. Returns the largest resident size in KiB, and the titles in the log.
    private func run(waiting count: Int, hook: String) async throws -> (peak: Int, titles: [String]) {
        let feeds = try await FeedServer.start()
        feeds.serve("/a.xml", .feed(SampleFeed(name: "a", items: 3).xml))
        let site = try Site(
            feeds: [feeds.url("/a.xml")],
            settings: "  sinks: {hook: {kind: webhook, url: \"\(hook)\", allow_private: true}}")
        #expect(try await site.runOnce().status == 0)
        await feeds.stop()
        try site.list([])
        let script = """
            import resource, sqlite3, subprocess, sys
            store, count, program = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
            db = sqlite3.connect(store)
            db.execute('''WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                INSERT INTO alert (alert_id, kind, topic, story, entry, score, title, feed, feed_title, seen, outlets,
                    priority, why)
                SELECT printf('%016x', i), kind, topic, printf('%d', i), entry, score, printf('number %d', i), feed,
                    feed_title, seen, outlets, priority, why FROM alert, n WHERE alert.id = 1''', (count,))
            db.execute("INSERT INTO delivery (alert, sink) SELECT id, 'hook' FROM alert WHERE id > 1")
            log = "INSERT INTO delivery (alert, sink) SELECT id, 'log' FROM alert WHERE id > 1 LIMIT ?"
            db.execute(log, (count // 20,))
            db.commit()
            db.close()
            status = subprocess.run(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
            print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let output = try await RunningProgram(
            Self.python,
            ["python3", "-c", script, site.store, "\(count)", Program.path, "run", "--once", "--config", site.config],
            input: "", environment: [:]
        ).finish()
        let figures = output.out.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(figures.count == 2 && figures[0] == 0, "\(output.err)")
        return (figures[1], site.logLines().dropFirst().map { $0.components(separatedBy: "  ")[4] })
    }

    @Test(.enabled(if: access("/usr/bin/python3", X_OK) == 0, "needs python3"))
    func `a hundred thousand waiting alerts cost no more memory than a hundred, and go out in order`() async throws {
        let refusing = try await MessageServer.start { _, _ in .init(503) }
        let few = try await run(waiting: 100, hook: refusing.url())
        let many = try await run(waiting: 100_000, hook: refusing.url())
        #expect(few.titles == (2...6).map { "number \($0)" })
        #expect(many.titles == (2...5_001).map { "number \($0)" })
        #expect(many.peak - few.peak < 10 << 10, "\(few.peak) KiB with 100, \(many.peak) KiB with 100,000")
        print("peak memory: \(few.peak) KiB with 100 alerts waiting, \(many.peak) KiB with 100,000")
        await refusing.stop()
    }
}
