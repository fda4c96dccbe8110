// SPDX-License-Identifier: Apache-2.0

import Dispatching
import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct LifetimeTests {
    /// Returns once the server has the connection.
    private func waitForConnection(_ server: RawServer) async {
        while server.connections == 0 { await Task.yield() }
    }

    @Test func `a cancelled task ends its transfer`() async throws {
        let server = try #require(RawServer(.hold([])))
        let fetcher = Fetcher.sample()
        let fetch = Task { await fetcher.fetch(server.url()) }
        await waitForConnection(server)
        fetch.cancel()
        #expect(await fetch.value.failure?.kind == .cancelled)
        server.stop()
    }

    @Test func `a task that was cancelled before makes no connection`() async throws {
        let server = try #require(RawServer(.hold([])))
        let fetcher = Fetcher.sample()
        let fetch = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await fetcher.fetch(server.url())
        }
        #expect(await fetch.value.failure?.kind == .cancelled)
        #expect(server.connections == 0)
        server.stop()
    }

    @Test func `shutdown ends hung transfers at once, twice is once, and late requests are cancelled`() async throws {
        let server = try #require(RawServer(.hold([])))
        let fetcher = Fetcher.sample(.small)
        let fetches = (0..<10).map { _ in Task { await fetcher.fetch(server.url()) } }
        await waitForConnection(server)
        let start = ContinuousClock.now
        await fetcher.shutdown()
        await fetcher.shutdown()
        #expect(ContinuousClock.now - start < .seconds(10))
        for fetch in fetches { #expect(await fetch.value.failure?.kind == .cancelled) }
        #expect(await fetcher.fetch(server.url()).failure?.kind == .cancelled)
        server.stop()
    }

    @Test func `a hung feed delays no other`() async throws {
        let hung = try #require(RawServer(.hold([])))
        let server = try await FeedServer.start()
        for path in 0..<100 { server.serve("/\(path)", .init(rss)) }
        let fetcher = Fetcher.sample(.small)
        let hanging = Task { await fetcher.fetch(hung.url()) }
        await waitForConnection(hung)
        let start = ContinuousClock.now
        await withTaskGroup { group in
            for path in 0..<100 {
                group.addTask { #expect(await fetcher.fetch(server.url("/\(path)")).document != nil) }
            }
        }
        #expect(ContinuousClock.now - start < .seconds(20))
        hanging.cancel()
        hung.stop()
        await server.stop()
    }

    @Test func `an idle loop answers a ping`() async {
        let fetcher = Fetcher.sample()
        for _ in 0..<3 {
            let before = fetcher.progress.count
            fetcher.ping()
            while fetcher.progress.count == before { await Task.yield() }
        }
    }

    @Test func `limits can be changed for the fetches to come`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(body: [1, 2, 3]))
        let fetcher = Fetcher.sample()
        fetcher.update(limits: FetchLimits(maxBodyBytes: 2), userAgent: "other")
        #expect(await fetcher.fetch(server.url("/feed")).failure?.kind == .tooLarge)
        #expect(server.requests("/feed").first?["User-Agent"] == "other")
        await server.stop()
    }
}
