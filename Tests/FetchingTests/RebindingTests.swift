// SPDX-License-Identifier: Apache-2.0
// DNS answers that change between two look-ups, and such as mix addresses.

import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct RebindingTests {
    @Test func `a name that comes to mean this machine makes no connection`() async throws {
        let server = try #require(RawServer(.send([])))
        Resolver.set("changing.rebinding", to: [[], ["127.0.0.1"], ["169.254.169.254", "127.0.0.1", "::1"]])
        let url = "http://changing.rebinding:\(server.port)/"
        #expect(await Fetcher.sample(.small).fetch(FetchRequest(url: url)).failure?.kind == .dns)
        for _ in 1...2 {
            let failure = await Fetcher.sample(.small).fetch(FetchRequest(url: url)).failure
            #expect(failure?.kind == .blockedAddress, "\(failure?.message ?? "fetched")")
        }
        #expect(Resolver.lookups(of: "changing.rebinding") == 3 && server.connections == 0)
        server.stop()
    }

    @Test func `a redirect to a name that means this machine makes no connection`() async throws {
        let target = try #require(RawServer(.send([])))
        let server = try await FeedServer.start()
        Resolver.set("inside.rebinding", to: [["127.0.0.1"]])
        server.serve("/feed", .redirect(to: "http://inside.rebinding:\(target.port)/"))
        #expect(await Fetcher.sample(.small).fetch(server.url("/feed")).failure?.kind == .blockedAddress)
        #expect(target.connections == 0)
        target.stop()
        await server.stop()
    }

    @Test func `a name of one's own network may change its address and is followed`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .redirect(to: "http://own.rebinding:\(server.port)/there"))
        server.serve("/there", .init(rss))
        Resolver.set("own.rebinding", to: [["127.0.0.1"]])
        #expect(await Fetcher.sample().fetch("http://own.rebinding:\(server.port)/feed").document != nil)
        await server.stop()
    }
}
