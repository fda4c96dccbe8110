// SPDX-License-Identifier: Apache-2.0
// What a feed of one's own network may do, and what a redirect makes of it.

import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct OwnHostTests {
    @Test(arguments: ["localhost", "127.0.0.2", "[::1]", "2130706434", "0x7f000003"])
    func `allow_private does not follow a redirect to another private host`(host: String) async throws {
        let target = try #require(RawServer(.send([])))
        let target6 = RawServer(isIPv6: true, port: target.port, .send([]))
        let server = try await FeedServer.start()
        server.serve("/feed", .redirect(to: "http://\(host):\(target.port)/admin"))
        let failure = try #require(await Fetcher.sample(.small).fetch(server.url("/feed")).failure)
        #expect(failure.kind == .blockedAddress && failure.message.contains("reached by a redirect"))
        #expect(target.connections == 0 && (target6?.connections ?? 0) == 0)
        target.stop()
        target6?.stop()
        await server.stop()
    }

    @Test(arguments: [
        "304 Not Modified\r\nLocation: ", "302 Found\r\nLocation:\r\nLocation: ", "300 Choose\r\nLocation: ",
    ])
    func `no answer that libcurl follows gets around it`(head: String) async throws {
        let target = try #require(RawServer(.send([])))
        let answer = "HTTP/1.1 \(head)http://127.0.0.2:\(target.port)/\r\nContent-Length: 0\r\n\r\n"
        let server = try #require(RawServer(.send(Array(answer.utf8))))
        let failure = try #require(await Fetcher.sample(.small).fetch(server.url()).failure)
        #expect(failure.kind == .blockedAddress, "\(failure)")
        #expect(target.connections == 0)
        target.stop()
        server.stop()
    }

    @Test func `a redirect within the own host is followed, by any spelling and to any port`() async throws {
        let (server, other) = (try await FeedServer.start(), try await FeedServer.start())
        server.serve("/feed", .redirect(to: "http://2130706433:\(other.port)/there"))
        other.serve("/there", .redirect(to: "/here"))
        other.serve("/here", .init(rss))
        #expect(await Fetcher.sample().fetch(server.url("/feed")).document != nil)
        await server.stop()
        await other.stop()
    }

    @Test func `user names that look like hosts do not make a host one's own`() async throws {
        let target = try #require(RawServer(.send([])))
        let server = try await FeedServer.start()
        server.serve("/feed", .redirect(to: "http://127.0.0.1:\(server.port)@127.0.0.2:\(target.port)/"))
        #expect(await Fetcher.sample(.small).fetch(server.url("/feed")).failure?.kind == .blockedAddress)
        #expect(target.connections == 0)
        target.stop()
        await server.stop()
    }

    @Test func `a host name beyond ASCII is looked up in its ASCII form`() async throws {
        let failure = try #require(await Fetcher.sample(.small).fetch("http://bücher.invalid/feed").failure)
        #expect(failure.kind == .dns, "\(failure)")
    }
}
