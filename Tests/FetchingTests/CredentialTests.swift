// SPDX-License-Identifier: Apache-2.0

import Fetching
import Model
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CredentialTests {
    private let fetcher = Fetcher.sample()

    private func fetch(_ url: String, _ credentials: Credentials?) async -> FetchOutcome {
        await fetcher.fetch(FetchRequest(url: url, allowsPrivateAddress: true, credentials: credentials))
    }

    @Test func `a password is read from its file for each request`() async throws {
        let folder = try TemporaryDirectory()
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        let credentials = Credentials.basic(user: "ann", passwordFile: try folder.write("secret\n", to: "password"))
        #expect(await fetch(server.url("/feed"), credentials).document != nil)
        try folder.write("newer", to: "password")
        #expect(await fetch(server.url("/feed"), credentials).document != nil)
        #expect(
            server.requests("/feed").map { $0["Authorization"] } == ["Basic YW5uOnNlY3JldA==", "Basic YW5uOm5ld2Vy"])
        await server.stop()
    }

    @Test(arguments: [true, false]) func `a secret does not follow a redirect to another host`(isToken: Bool)
        async throws
    {
        let folder = try TemporaryDirectory()
        let (home, other) = (try await FeedServer.start(), try await FeedServer.start())
        home.serve("/feed", .redirect(to: other.url("/feed")))
        other.serve("/feed", .init(rss))
        let file = try folder.write("secret", to: "secret")
        let credentials: Credentials = isToken ? .bearer(tokenFile: file) : .basic(user: "ann", passwordFile: file)
        #expect(await fetch(home.url("/feed"), credentials).document != nil)
        let sent = home.requests("/feed").first?["Authorization"]
        #expect(sent == (isToken ? "Bearer secret" : "Basic YW5uOnNlY3JldA=="))
        #expect(other.requests("/feed").count == 1 && other.requests("/feed").first?["Authorization"] == nil)
        await home.stop()
        await other.stop()
    }

    @Test func `user and password of a URL are sent and never told`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        let url = "http://ann:s3cret@127.0.0.1:\(server.port)"
        let document = try #require(await fetch(url + "/feed", nil).document)
        #expect(server.requests("/feed").first?["Authorization"] == "Basic YW5uOnMzY3JldA==")
        #expect(document.url == server.url("/feed"))
        let failure = try #require(await fetch(url + "/missing", nil).failure)
        #expect(failure.message == "fetch \(server.url("/missing")): HTTP 404 (not found: check the URL)")
        await server.stop()
    }

    @Test func `a secret that can not be read is told with its key and file`() async throws {
        let folder = try TemporaryDirectory()
        let missing = folder.path("none")
        let failure = await fetch("http://127.0.0.1:1/", .bearer(tokenFile: missing)).failure
        #expect(failure?.kind == .credentials)
        #expect(failure?.message == "fetch http://127.0.0.1:1/: token_file \(missing): No such file or directory")
        let empty = Credentials.basic(user: "ann", passwordFile: try folder.write("\n", to: "empty"))
        #expect(await fetch("http://127.0.0.1:1/", empty).failure?.kind == .credentials)
    }
}
