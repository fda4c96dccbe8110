// SPDX-License-Identifier: Apache-2.0

import Fetching
import Model
import TestServing
import Testing

/// Names that can not be resolved, or not in time.
@Suite(.timeLimit(.minutes(1))) struct NameTests {
    @Test func `a look-up that hangs ends with the time for connecting, and holds up neither others nor the end`()
        async throws
    {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        let fetcher = Fetcher.sample(FetchLimits(connectTimeout: .seconds(1)))
        let start = ContinuousClock.now
        async let hung = fetcher.fetch("http://\(Resolver.hanging)/")
        #expect(await fetcher.fetch(server.url("/feed")).document != nil)
        let failure = try #require(await hung.failure)
        #expect(failure.kind == .timeout && failure.message.contains("Resolving timed out"), "\(failure)")
        async let late = fetcher.fetch("http://\(Resolver.hanging)/")
        #expect(await fetcher.fetch(server.url("/feed")).document != nil)
        await fetcher.shutdown()
        #expect(await late.failure != nil)
        #expect(ContinuousClock.now - start < .seconds(15))
        for _ in 1...2 { Resolver.answer() }
        await server.stop()
    }

    @Test func `a name that does not exist says so`() async throws {
        let failure = try #require(await Fetcher.sample().fetch("http://no-such-host.invalid/").failure)
        #expect(failure.kind == .dns && failure.message.contains("DNS: Could not resolve host"), "\(failure)")
    }
}
