// SPDX-License-Identifier: Apache-2.0
// Disks that are full, folders that go away, a journal that is stopped: the daemon goes on and tells the rest later.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct DiskFaultTests {
    private let names = ["a", "b", "c"]

    private func served() async throws -> (FeedServer, Site) {
        let server = try await FeedServer.start()
        for name in names { server.serve("/\(name).xml", .feed(SampleFeed(name: name, items: 6).xml)) }
        return (server, try Site(feeds: [server.url("/a.xml")]))
    }

    private func urls(_ server: FeedServer, _ count: Int) -> [String] {
        names.prefix(count).map { server.url("/\($0).xml") }
    }

    private func told(_ count: Int) -> [String] {
        names.prefix(count).flatMap { SampleFeed(name: $0, items: 6).told }.sorted()
    }

    @Test(.enabled(if: OwnMachine.isPossible, OwnMachine.missing))
    func `with a full disk for the logs alerts wait, and the logs catch up when there is room`() async throws {
        let (server, site) = try await served()
        let (lines, _) = try await OwnMachine.with(site) { machine in
            #expect(try await machine.run(["run", "--once"]).status == 0)
            // What is left of a file's last page is no room.
            try await machine.rotate(1)
            try await machine.fill(.logs)
            let running = try machine.start(["run"])
            await running.errors(contain: "watching 1 feeds")
            try site.list(urls(server, 2))
            #expect(try await machine.run(["reload"]).status == 0)
            await running.errors(contain: "sink log: append to")
            await running.errors(contain: "sink jsonl: append to")
            #expect(try await machine.run(["status"]).out.contains(/sink +log: 2 waiting .*No space left on device/))
            try await machine.free(.logs)
            await running.errors(contain: "sink log: delivering again")
            await running.errors(contain: "sink jsonl: delivering again")
            running.signal(SIGTERM)
            #expect(await running.finish().status == 0)
            return (log: try await machine.lines("alerts.log"), json: try await machine.lines("alerts.jsonl"))
        }
        #expect(try lines.json.values(of: "entry_id").sorted() == told(2))
        #expect(try lines.log.endingIDs.sorted() == lines.json.values(of: "alert_id").sorted())
        await server.stop()
    }

    @Test func `a folder of logs that is removed is made anew, and one that cannot be made is tried again`()
        async throws
    {
        let (server, site) = try await served()
        let running = try site.start()
        await eventually { site.logIDs().count == 2 }
        try FileManager.default.removeItem(atPath: site.directory.path("logs"))
        try site.list(urls(server, 2))
        #expect(try await Program.run(["reload", "--config", site.config]).status == 0)
        await eventually { site.logIDs().count == 2 }

        try FileManager.default.removeItem(atPath: site.directory.path("logs"))
        try site.directory.write("in the way", to: "logs")
        try site.list(urls(server, 3))
        #expect(try await Program.run(["reload", "--config", site.config]).status == 0)
        await running.errors(contain: "logs/alerts.log: Not a directory; its alerts wait")
        #expect(
            try await Program.run(["alerts", "list", "--config", site.config]).out.split(separator: "\n").count == 6)
        try FileManager.default.removeItem(atPath: site.directory.path("logs"))
        await running.errors(contain: "sink log: delivering again")
        await running.errors(contain: "sink jsonl: delivering again")
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        #expect(try site.jsonIDs() == site.logIDs() && site.logIDs().count == 2)
        await server.stop()
    }

    @Test(.enabled(if: OwnMachine.isPossible, OwnMachine.missing))
    func `with a full disk for the store alerts are withheld, and told when there is room`() async throws {
        let (server, site) = try await served()
        let (lines, _) = try await OwnMachine.with(site) { machine in
            #expect(try await machine.run(["run", "--once"]).status == 0)
            let running = try machine.start(["run"])
            await running.errors(contain: "watching 1 feeds")
            try await machine.fill(.state)
            try site.list(urls(server, 2))
            #expect(try await machine.run(["reload"]).status == 0)
            await running.errors(contain: "alerts are withheld, the entries come again")
            #expect(try await machine.lines("alerts.jsonl").count == 2)
            try await machine.free(.state)
            try site.list(urls(server, 3))
            #expect(try await machine.run(["reload"]).status == 0)
            await running.errors(contain: "store: writing again")
            running.signal(SIGTERM)
            #expect(await running.finish().status == 0)
            #expect(try await machine.run(["run", "--once"]).status == 0)
            #expect(try await machine.run(["store", "check"]).status == 0)
            return try await machine.lines("alerts.jsonl")
        }
        #expect(try lines.values(of: "entry_id").sorted() == told(3))
        await server.stop()
    }

    @Test(
        .enabled(if: OwnMachine.isPossible, OwnMachine.missing),
        arguments: [
            "kill -9 $(cat /run/journald.pid)": "Connection refused", "rm /run/systemd/journal/socket": "not exist",
        ])
    func `a journal that is stopped or has no socket misses nothing, and nothing else waits for it`(
        fault: String, reason: String
    ) async throws {
        let (server, site) = try await served()
        let settings = try String(contentsOfFile: site.config + "/feedwatch.yaml", encoding: .utf8)
        try site.directory.write(
            settings.replacingOccurrences(of: "journal: false", with: "journal: true"), to: "config/feedwatch.yaml")
        let (lines, journal) = try await OwnMachine.with(site) { machine in
            #expect(try await machine.run(["run", "--once"]).status == 0)
            let running = try machine.start(["run"])
            await running.errors(contain: "watching 1 feeds")
            try await machine.shell(fault)
            try site.list(urls(server, 2))
            #expect(try await machine.run(["reload"]).status == 0)
            await running.errors(contain: "sink journal: send to the journal: ")
            #expect(try await machine.run(["status"]).out.contains(/sink +journal: 2 waiting .*send to the journal/))
            try await machine.shell(
                """
                kill -9 $(cat /run/journald.pid) 2> /dev/null || true
                /lib/systemd/systemd-journald < /dev/null > /dev/null 2>&1 & echo $! > /run/journald.pid
                """)
            await running.errors(contain: "sink journal: delivering again")
            running.signal(SIGTERM)
            let output = await running.finish()
            #expect(output.status == 0)
            #expect(output.err.contains(reason), "\(output.err)")
            return try await machine.lines("alerts.jsonl")
        }
        #expect(try lines.values(of: "entry_id").sorted() == told(2))
        #expect(
            try journal.compactMap { $0["FEEDWATCH_ALERT_ID"] as? String }.sorted()
                == lines.values(of: "alert_id").sorted())
        await server.stop()
    }

    @Test(
        .enabled(if: access("/usr/sbin/logrotate", X_OK) == 0, "needs logrotate"),
        arguments: ["create 0640", "copytruncate"])
    func `logrotate takes no line from a daemon that has the logs open`(way: String) async throws {
        let (server, site) = try await served()
        let shipped = try String(contentsOfFile: Sandbox.root + "/systemd/feedwatch.logrotate", encoding: .utf8)
        let own = shipped.replacingOccurrences(of: "/var/log/feedwatch", with: site.directory.path("logs"))
            .replacing(#/ +su .*\n/#, with: "").replacing(/create .*/, with: way)
        let file = try site.directory.write(own, to: "logrotate.conf")
        let running = try site.start()
        for count in 1...3 {
            await eventually { [site] in site.logIDs().count == 2 && (try? site.jsonIDs().count) == 2 }
            let rotation = try await RunningProgram(
                "/usr/sbin/logrotate", ["--force", "--state", site.directory.path("rotated"), file], input: "",
                environment: [:]
            ).finish()
            #expect(rotation.status == 0, "\(rotation.err)")
            try site.list(urls(server, count + 1))
            if count < 3 { #expect(try await Program.run(["reload", "--config", site.config]).status == 0) }
        }
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        let packed = try await RunningProgram(
            "/bin/sh",
            ["-c", "cd \"$0\"; cat alerts.jsonl alerts.jsonl.1; zcat alerts.jsonl.*.gz", site.directory.path("logs")],
            input: "", environment: [:]
        ).finish()
        let lines = packed.out.split(separator: "\n").map(String.init)
        #expect(try lines.values(of: "entry_id").sorted() == told(3), "\(packed.err)")
        await server.stop()
    }
}

/// Returns when `condition` holds; the suite's time limit ends a wait in vain.
func eventually(_ condition: () -> Bool) async {
    while !condition() { try? await Task.sleep(for: .milliseconds(20)) }
}
