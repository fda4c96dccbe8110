// SPDX-License-Identifier: Apache-2.0

import Fetching
import Foundation
import Model
import Synchronization
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct SlowTests {
    @Test func `a transfer that takes long is told once, while it goes on`() async throws {
        let hung = try #require(RawServer(.hold([])))
        let told = Mutex(0)
        let request = FetchRequest(url: hung.url(), allowsPrivateAddress: true)
        let failure = await Fetcher.sample(FetchLimits(timeout: .milliseconds(1_500))).fetch(request) {
            told.withLock { $0 += 1 }
        }.failure
        #expect(failure?.kind == .timeout && told.withLock { $0 } == 1)
        hung.stop()
    }

    /// As the scheduler does at the default concurrency: another starts for each that is told.
    @Test func `servers that hang are known soon, though one by one others take their places`() async throws {
        let hung = try #require(RawServer(.hold([])))
        let fetcher = Fetcher.sample()
        let (slow, heard) = AsyncStream.makeStream(of: Duration.self)
        let request = FetchRequest(url: hung.url(), allowsPrivateAddress: true)
        // Measured on libcurl's thread: this test's own tasks may wait longer for a thread than that.
        let hang = { @Sendable in
            let start = ContinuousClock.now
            return await fetcher.fetch(request) { heard.yield(ContinuousClock.now - start) }
        }
        var hanging = (0..<24).map { _ in Task { await hang() } }
        for await span in slow.prefix(48) {
            #expect(span < .seconds(2))
            hanging.append(Task { await hang() })
        }
        await fetcher.shutdown()
        for fetch in hanging { #expect(await fetch.value.failure?.kind == .cancelled) }
        hung.stop()
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
