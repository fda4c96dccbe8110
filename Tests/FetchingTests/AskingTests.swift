// SPDX-License-Identifier: Apache-2.0
// What says who asks stays with the feed's own server.

import Fetching
import Model
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct AskingTests {
    private func fetch(_ url: String, _ asking: Asking, by fetcher: Fetcher, jar: String? = nil) async -> FetchOutcome {
        await fetcher.fetch(FetchRequest(url: url, allowsPrivateAddress: true, asking: asking, cookieJar: jar))
    }

    @Test func `a feed's own fields are sent to its server alone, and take the place of ours`() async throws {
        let folder = try TemporaryDirectory()
        let (home, other) = (try await FeedServer.start(), try await FeedServer.start())
        home.serve("/feed", .redirect(to: "/moved"))
        home.serve("/moved", .redirect(to: other.url("/feed")))
        other.serve("/feed", .init(rss))
        let key = RequestField.Value.file(try folder.write("k3y\n", to: "key"))
        let asking = Asking(fields: [RequestField("X-Key", key), RequestField("accept", .text("text/x"))])
        #expect(await fetch(home.url("/feed"), asking, by: .sample()).document != nil)
        for path in ["/feed", "/moved"] {
            #expect(home.requests(path).first?["X-Key"] == "k3y" && home.requests(path).first?["Accept"] == "text/x")
        }
        let sent = try #require(other.requests("/feed").first)
        #expect(sent["X-Key"] == nil && sent["Accept"]?.contains("application/atom+xml") == true)
        await home.stop()
        await other.stop()
    }

    @Test(arguments: [
        "304 Not Modified\r\nLocation: ", "302 Found\r\nLocation:\r\nLocation: ", "308 Moved\r\nlocation:",
    ])
    func `no answer that libcurl follows takes a feed's own fields elsewhere`(head: String) async throws {
        let other = try await FeedServer.start()
        other.serve("/stolen", .init(rss))
        let answer = "HTTP/1.1 \(head)\(other.url("/stolen"))\r\nContent-Length: 0\r\n\r\n"
        let home = try #require(RawServer(.send(Array(answer.utf8))))
        let asking = Asking(fields: [RequestField("X-Key", .text("k3y"))])
        _ = await fetch(home.url(), asking, by: .sample(.small))
        #expect(home.received.contains("X-Key: k3y"))
        #expect(other.requests("/stolen").count == 1 && other.requests("/stolen").allSatisfy { $0["X-Key"] == nil })
        home.stop()
        await other.stop()
    }

    @Test func `what one request says of who asks is not said by the next, over one handle or connection`() async throws
    {
        let folder = try TemporaryDirectory()
        let server = try await FeedServer.start()
        for path in ["/first", "/own", "/last"] { server.serve(path, .init(rss)) }
        let fetcher = Fetcher.sample()
        let basic = Credentials.basic(user: "ann", passwordFile: try folder.write("secret", to: "password"))
        for (path, credentials) in [("/first", nil), ("/own", basic), ("/last", nil)] {
            let request = FetchRequest(url: server.url(path), allowsPrivateAddress: true, credentials: credentials)
            #expect(await fetcher.fetch(request).document != nil)
        }
        #expect(server.requests("/own").first?["Authorization"]?.hasPrefix("Basic ") == true)
        #expect(server.requests("/last").count == 1 && server.requests("/last").first?["Authorization"] == nil)
        await server.stop()
    }

    @Test func `Digest answers a challenge, and the page of the challenge is no part of the document`() async throws {
        let folder = try TemporaryDirectory()
        let challenge = """
            HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256\r
            Content-Length: 4\r\n\r\npage
            """
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>"
        let server = try #require(RawServer(.dialogue([challenge, answer].map { Array($0.utf8) })))
        let digest = Credentials.digest(user: "ann", passwordFile: try folder.write("secret", to: "password"))
        let outcome = await Fetcher.sample(.small).fetch(
            FetchRequest(url: server.url(), allowsPrivateAddress: true, credentials: digest))
        #expect(outcome.document?.body == Array("<rss>".utf8))
        #expect(server.received.contains("Authorization: Digest username=\"ann\", realm=\"r\", nonce=\"n\", uri=\"/\""))
        server.stop()
    }

    @Test func `cookies are kept where they are asked for, one jar a feed`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(body: Array(rss.utf8), headers: [("Set-Cookie", "seen=1; Path=/")]))
        let fetcher = Fetcher.sample()
        for jar in ["a", "a", "b", nil, nil, "a"] {
            #expect(await fetch(server.url("/feed"), Asking(), by: fetcher, jar: jar).document != nil)
        }
        #expect(server.requests("/feed").map { $0["Cookie"] } == [nil, "seen=1", nil, nil, nil, "seen=1"])
        await server.stop()
    }

    @Test func `a jar holds so many cookies and no more`() async throws {
        let server = try await FeedServer.start()
        let big = ("Set-Cookie", "big=" + String(repeating: "x", count: 4_080))
        let fetcher = Fetcher.sample()
        for round in 1...3 {
            let headers = [big] + (0..<40).map { ("Set-Cookie", "c\(round)-\($0)=1") }
            server.serve("/feed", .init(body: Array(rss.utf8), headers: headers))
            _ = await fetch(server.url("/feed"), Asking(), by: fetcher, jar: "a")
        }
        let sent = try #require(server.requests("/feed").last?["Cookie"])
        #expect(sent.split(separator: ";").count <= 50 && !sent.contains("big"))
        await server.stop()
    }

    @Test func `what one feed sends, the next over the same handle does not`() async throws {
        let folder = try TemporaryDirectory()
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        let fetcher = Fetcher.sample()
        let basic = Credentials.basic(user: "ann", passwordFile: try folder.write("secret", to: "password"))
        let asking = Asking(fields: [RequestField("X-Key", .text("k"))])
        let personal = FetchRequest(
            url: server.url("/feed"), validators: Validators(etag: "\"old\""), allowsPrivateAddress: true,
            credentials: basic, asking: asking, cookieJar: "a")
        #expect(await fetcher.fetch(personal).document != nil)
        #expect(await fetcher.fetch(server.url("/feed")).document != nil)
        let plain = try #require(server.requests("/feed").last)
        for name in ["Authorization", "X-Key", "Cookie", "If-None-Match", "A-IM"] { #expect(plain[name] == nil) }
        await server.stop()
    }
}
