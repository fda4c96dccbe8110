// SPDX-License-Identifier: Apache-2.0
// kill -9 at random moments and in bursts, while disks fill, logs are rotated and a receiver fails: nothing told twice,
// nothing lost. FEEDWATCH_KILLS=200 runs it for longer.

import Foundation
import Synchronization
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct RandomKillTests {
    private static let kills = ProcessInfo.processInfo.environment["FEEDWATCH_KILLS"].flatMap { Int($0) } ?? 15

    @Test(.enabled(if: OwnMachine.isPossible, OwnMachine.missing))
    func `killed in bursts, with full disks, rotations and a receiver that fails, everything is told once`()
        async throws
    {
        let receiver = FlakyReceiver()
        let server = try await MessageServer.start { message, _ in await receiver.answer(message) }
        let world = try await World(hook: server.url())
        let (told, journal) = try await OwnMachine.with(world.site) { machine in
            try await world.endure(Self.kills, on: machine)
            receiver.calmDown()
            for _ in 1...2 { #expect(try await machine.run(["run", "--once"]).status == 0) }
            return (json: try await machine.lines("alerts.jsonl"), log: try await machine.lines("alerts.log"))
        }
        let ids = try told.json.values(of: "alert_id")
        #expect(try told.json.values(of: "entry_id").sorted() == world.feeds.flatMap(\.told).sorted())
        #expect(Set(ids).count == ids.count)
        #expect(told.log.endingIDs.sorted() == ids.sorted())
        let records = journal.compactMap { $0["FEEDWATCH_ALERT_ID"] as? String }
        #expect(Set(records) == Set(ids))
        #expect(records.count - ids.count <= Self.kills)
        let received = receiver.accepted
        #expect(Set(received.map(\.id)) == Set(ids))
        #expect(Set(received.map { $0.id + $0.body }).count == ids.count, "an alert came with two texts under one id")
        print(
            "\(Self.kills) kills: \(ids.count) alerts, each once in both logs; "
                + "\(records.count - ids.count) repeated in the journal, \(received.count - ids.count) at the receiver")
        await world.server.stop()
        await server.stop()
    }
}

/// Feeds that grow, and what is done to the daemon that watches them.
private final class World {
    let server: FeedServer
    let site: Site
    private(set) var feeds: [SampleFeed] = []
    private var random = SystemRandomNumberGenerator()

    init(hook: String) async throws {
        server = try await FeedServer.start()
        site = try Site(
            feeds: [],
            settings: "  sinks: {hook: {kind: webhook, url: \"\(hook)\", allow_private: true, timeout: 1s}}")
        let settings = try String(contentsOfFile: site.config + "/feedwatch.yaml", encoding: .utf8)
        try site.directory.write(
            settings.replacingOccurrences(of: "journal: false", with: "journal: true"), to: "config/feedwatch.yaml")
        for _ in 1...5 { try addFeed() }
    }

    func endure(_ kills: Int, on machine: OwnMachine) async throws {
        #expect(try await machine.run(["run", "--once"]).status == 0)
        var (round, killed) = (0, 0)
        while killed < kills {
            round += 1
            // Every third kill is followed by another before anything else happens.
            if round % 3 != 0 { try publish(round) }
            let disk: OwnMachine.Disk? = round % 4 == 2 ? .logs : round % 8 == 4 ? .state : nil
            if let disk { try await machine.fill(disk) }
            if try await kill(round, on: machine) { killed += 1 }
            if let disk { try await machine.free(disk) }
            let check = try await machine.run(["store", "check"])
            #expect(check.status == 0, "after round \(round): \(check.err)")
        }
    }

    /// Whether the process was still there to be killed.
    private func kill(_ round: Int, on machine: OwnMachine) async throws -> Bool {
        let running = try machine.start(Bool.random(using: &random) ? ["run", "--once"] : ["run"])
        let patience = [150, 600, 2_500].randomElement(using: &random) ?? 600
        try await Task.sleep(for: .milliseconds(Int.random(in: 10...patience, using: &random)))
        if round % 5 == 0 {
            try await machine.rotate(round)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...100, using: &random)))
        }
        running.signal(SIGKILL)
        return await running.finish().status == -SIGKILL
    }

    private func publish(_ round: Int) throws {
        for index in feeds.indices { feeds[index].items += Int.random(in: 0...2, using: &random) }
        if round % 4 == 0 { try addFeed() }
        for feed in feeds { server.serve("/\(feed.name).xml", .feed(feed.xml)) }
    }

    private func addFeed() throws {
        let feed = SampleFeed(name: "outlet\(feeds.count + 1)", items: 6, window: 1_000)
        feeds.append(feed)
        server.serve("/\(feed.name).xml", .feed(feed.xml))
        try site.list(feeds.map { server.url("/\($0.name).xml") })
    }
}

/// Refuses a third of what it gets; takes some of it late, when the sender has given up or is dead.
private final class FlakyReceiver: Sendable {
    private struct State {
        var random = SystemRandomNumberGenerator()
        var isCalm = false
        var accepted: [(id: String, body: String)] = []
    }

    private let state = Mutex(State())

    var accepted: [(id: String, body: String)] { state.withLock { $0.accepted } }

    func calmDown() {
        state.withLock { $0.isCalm = true }
    }

    func answer(_ message: MessageServer.Message) async -> MessageServer.Answer {
        let mood = state.withLock { $0.isCalm ? 12 : Int.random(in: 0..<12, using: &$0.random) }
        switch mood {
        case 0...3: return .init(503)
        case 4: try? await Task.sleep(for: .milliseconds(1_500))
        case 5...6: try? await Task.sleep(for: .milliseconds(200))
        default: break
        }
        state.withLock { $0.accepted.append((message.fields["webhook-id"] ?? "", message.text)) }
        return .init(200)
    }
}
