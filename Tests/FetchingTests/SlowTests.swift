// SPDX-License-Identifier: Apache-2.0

import Fetching
import Foundation
import Model
import Synchronization
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct SlowTests {
    @Test func `a transfer that takes long is told once while it goes on, a quick one never`() async throws {
        let hung = try #require(RawServer(.hold([])))
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        // Long enough for a second look, a second after the first.
        let fetcher = Fetcher.sample(FetchLimits(timeout: .milliseconds(4_500)))
        let told = Mutex<[String]>([])
        let quick = FetchRequest(url: server.url("/feed"), allowsPrivateAddress: true)
        #expect(await fetcher.fetch(quick) { told.withLock { $0.append("quick") } }.document != nil)
        let request = FetchRequest(url: hung.url(), allowsPrivateAddress: true)
        let failure = await fetcher.fetch(request) { told.withLock { $0.append("hung") } }.failure
        #expect(failure?.kind == .timeout)
        #expect(told.withLock { $0 } == ["hung"])
        hung.stop()
        await server.stop()
    }

    @Test func `connections are those in flight, and afterwards the few that are kept`() async throws {
        let server = try await FeedServer.start()
        for path in 0..<60 { server.serve("/\(path)", .init(body: Array(rss.utf8), delay: .milliseconds(300))) }
        let fetcher = Fetcher.sample(FetchLimits(maxIdleConnections: 8))
        let most = await withTaskGroup(of: Int.self) { group in
            for path in 0..<60 {
                group.addTask {
                    #expect(await fetcher.fetch(server.url("/\(path)")).document != nil)
                    return connections(to: server.port)
                }
            }
            return await group.reduce(0, max)
        }
        #expect(most <= 60 && connections(to: server.port) <= 8)
        await server.stop()
    }

    /// How many connections to a port this machine holds open on the client's side.
    private func connections(to port: Int) -> Int {
        let table = (try? String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)) ?? ""
        let suffix = ":" + String(format: "%04X", port)
        return table.split(separator: "\n").dropFirst().count { line in
            let fields = line.split(separator: " ")
            return fields.count > 3 && fields[2].hasSuffix(suffix) && ["01", "08"].contains(fields[3])
        }
    }
}
