// SPDX-License-Identifier: Apache-2.0
// Faults of the store and of the logs, as the whole program takes them.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct StoreFaultTests {
    enum Damage: CaseIterable {
        case flipped, cut, empty, garbage

        func apply(to path: String) throws {
            let file = URL(fileURLWithPath: path)
            var bytes = try Data(contentsOf: file)
            switch self {
            case .flipped: for index in stride(from: 200, to: bytes.count, by: 97) { bytes[index] ^= 0xff }
            case .cut: bytes = bytes.prefix(bytes.count / 3)
            case .empty: bytes = Data()
            case .garbage: bytes = Data((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 7_919 >> 3) })
            }
            try bytes.write(to: file)
        }
    }

    @Test(arguments: Damage.allCases, [true, false])
    func `a damaged store is kept aside and said, tells nothing again, and what comes later is told`(
        damage: Damage, hasLog: Bool
    ) async throws {
        let server = try await FeedServer.start()
        var feed = DatedFeed(ages: [3_600, 7_200, 10_800])
        server.serve("/feed.xml", .feed(feed.xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        #expect(try await site.runOnce().out.hasSuffix(" new 3 alerts 3\n"))
        try damage.apply(to: site.store)
        if !hasLog { try FileManager.default.removeItem(atPath: site.directory.path("logs")) }

        // Published while nobody watched: dated after the last alert.
        feed.ages.append(-60)
        server.serve("/feed.xml", .feed(feed.xml))
        let second = try await site.runOnce()
        #expect(second.status == 0 && second.out.hasSuffix(" new 4 alerts 1\n"), "\(second.out)\(second.err)")
        #expect(second.err.contains("critical: store: the database was damaged ("), "\(second.err)")
        let kept = try FileManager.default.contentsOfDirectory(atPath: site.directory.path("state"))
            .filter { $0.contains(".corrupt-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
        #expect(kept.count == 1)
        feed.ages += [5, 172_800]
        server.serve("/feed.xml", .feed(feed.xml))
        let third = try await site.runOnce()
        #expect(third.out.hasSuffix(" new 2 alerts 2\n") && third.err.isEmpty, "\(third.out)\(third.err)")
        #expect(site.logLines().count == (hasLog ? 6 : 3))
        await server.stop()
    }

    @Test(.enabled(if: access("/usr/bin/python3", X_OK) == 0, "another program that locks the store: python3"))
    func `while another program has the store locked the daemon says so and goes on, commands read, then all is told`()
        async throws
    {
        let server = try await FeedServer.start()
        for name in ["one", "two"] { server.serve("/\(name).xml", .feed(SampleFeed(name: name, items: 3).xml)) }
        let site = try Site(feeds: [server.url("/one.xml")])
        let daemon = try site.start()
        await daemon.errors(contain: "polled \(server.url("/one.xml")): ")
        let lock = """
            import signal, sqlite3, sys
            store = sqlite3.connect(sys.argv[1], isolation_level=None)
            store.execute("BEGIN IMMEDIATE")
            print("locked", file=sys.stderr, flush=True)
            signal.pause()
            """
        let other = try RunningProgram(
            "/usr/bin/python3", ["-c", lock, site.store], input: "", environment: [:])
        await other.errors(contain: "locked")
        try site.list(["/one.xml", "/two.xml"].map(server.url))
        daemon.signal(SIGHUP)
        await daemon.errors(contain: "another program keeps the database locked; alerts are withheld")
        for command in [
            ["status"], ["alerts", "list"], ["search", "beijing"], ["feeds", "list"], ["store", "check"],
        ] {
            let output = try await Program.run(command + ["--config", site.config])
            #expect(output.status == 0 && !output.out.isEmpty, "\(command): \(output.err)")
        }
        other.signal(SIGKILL)
        _ = await other.finish()
        daemon.signal(SIGHUP)
        await daemon.errors(contain: "store: writing again")
        daemon.signal(SIGTERM)
        #expect(await daemon.finish().status == 0)
        _ = try await site.runOnce()
        #expect(site.logIDs().count == 2 && Set(site.logIDs()).count == 2)
        await server.stop()
    }

    @Test func `another configuration cannot have the same store, and the lock of a killed daemon hinders nobody`()
        async throws
    {
        let server = try await FeedServer.start()
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 3).xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        let other = try Site(feeds: [server.url("/feed.xml")])
        let settings = try String(contentsOfFile: other.config + "/feedwatch.yaml", encoding: .utf8)
        try other.directory.write(
            settings.replacingOccurrences(of: "../state/feedwatch.db", with: site.store), to: "config/feedwatch.yaml")
        let daemon = try site.start()
        await daemon.errors(contain: "polled \(server.url("/feed.xml")): ")
        for command in [["run"], ["run", "--once"], ["store", "vacuum"]] {
            let refused = try await Program.run(command + ["--config", other.config])
            #expect(refused.status == 1, "\(command): \(refused.out)")
            #expect(refused.err.contains("in use by another feedwatch (pid \(daemon.identifier))"), "\(refused.err)")
        }
        daemon.signal(SIGKILL)
        #expect(await daemon.finish().status == -SIGKILL)
        let next = try await other.runOnce()
        #expect(next.status == 0 && next.out.hasSuffix(" new 0 alerts 0\n"), "\(next.out)\(next.err)")
        await server.stop()
    }

    @Test(arguments: [
        "", "{\"schema\":1,\"alert_id\":\"0123", "{\"alert_id\":\"a\"}\r\n{\"alert_id\":\"b\"}\r\n", "\n\n",
    ])
    func `whatever the logs end in, each alert is a line of its own`(rest: String) async throws {
        let server = try await FeedServer.start()
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 6).xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        for log in ["alerts.log", "alerts.jsonl"] { try site.directory.write(rest, to: "logs/\(log)") }
        #expect(try await site.runOnce().status == 0)
        // Bytes: to Swift's strings CR LF is one character.
        let (json, log) = (try lines(site, "alerts.jsonl"), try lines(site, "alerts.log"))
        let ids = json.suffix(2).compactMap { line in
            (try? JSONSerialization.jsonObject(with: line) as? [String: Any])?["alert_id"] as? String
        }
        #expect(Set(ids).count == 2)
        #expect(log.suffix(2).map { String(decoding: $0.suffix(16), as: UTF8.self) } == ids)
        let before = Data(rest.utf8).split(separator: 0x0A)
        #expect(Array(json.dropLast(2)) == before && Array(log.dropLast(2)) == before)
        await server.stop()
    }

    private func lines(_ site: Site, _ log: String) throws -> [Data] {
        try Data(contentsOf: URL(fileURLWithPath: site.directory.path("logs/\(log)"))).split(separator: 0x0A)
    }
}
