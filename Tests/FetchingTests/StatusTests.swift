// SPDX-License-Identifier: Apache-2.0

import Dispatching
import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct StatusTests {
    private func outcome(of response: FeedServer.Response) async throws -> FetchOutcome {
        let server = try await FeedServer.start()
        server.serve("/feed", response)
        let fetcher = Fetcher(limits: .small, userAgent: "x", clock: WallClock { 1_714_154_711 })
        let outcome = await fetcher.fetch(server.url("/feed"))
        await server.stop()
        return outcome
    }

    @Test(arguments: [
        (429, "120", Int64(120)), (503, "3600", 3_600), (503, "0", 0), (429, "99999999999999999999", 86_400),
        (503, "Fri, 26 Apr 2024 19:05:11 GMT", 3_600), (503, "Friday, 26-Apr-24 18:06:11 GMT", 60),
        (503, "Fri Apr 26 18:05:21 2024", 10), (503, "Mon, 01 Jan 2024 00:00:00 GMT", 0),
        (503, "Sun, 26 Apr 2099 19:05:11 GMT", 86_400),
    ]) func `Retry-After is read in seconds and as a date, and a day is the most`(
        status: Int, value: String, seconds: Int64
    ) async throws {
        // The server's own Date would be the present one; without it our clock counts.
        let raw = "HTTP/1.1 \(status) No\r\nRetry-After: \(value)\r\nContent-Length: 0\r\n\r\n"
        let server = try #require(RawServer(.send(Array(raw.utf8))))
        let fetcher = Fetcher(limits: .small, userAgent: "x", clock: WallClock { 1_714_154_711 })
        let answer = try #require(await fetcher.fetch(server.url()).retryAfter)
        #expect(answer == (.seconds(seconds), status))
        server.stop()
    }

    @Test func `a date in Retry-After is counted from the server's own clock`() async throws {
        let raw = """
            HTTP/1.1 503 No\r\nDate: Fri, 26 Apr 2030 18:05:11 GMT\r\nRetry-After: Fri, 26 Apr 2030 18:05:31 GMT\r
            Content-Length: 0\r\n\r\n
            """
        let server = try #require(RawServer(.send(Array(raw.utf8))))
        #expect(await Fetcher.sample(.small).fetch(server.url()).retryAfter?.0 == .seconds(20))
        server.stop()
    }

    @Test(arguments: [429, 503]) func `without a readable Retry-After they are plain failures`(status: Int) async throws
    {
        #expect(try await outcome(of: .init(status: status)).failure?.kind == .http(status))
        let vague = FeedServer.Response(status: status, headers: [("Retry-After", "soon")])
        #expect(try await outcome(of: vague).failure?.kind == .http(status))
    }

    @Test(arguments: [400, 401, 403, 404, 500, 502, 300]) func `other statuses are failures that name themselves`(
        status: Int
    ) async throws {
        let failure = try #require(try await outcome(of: .init(body: Array("page".utf8), status: status)).failure)
        #expect(failure.kind == .http(status) && failure.message.contains("HTTP \(status)"))
    }

    @Test func `success without a document is a failure`() async throws {
        #expect(try await outcome(of: .init(body: [])).failure?.kind == .empty)
        #expect(try await outcome(of: .init(status: 204)).failure?.kind == .empty)
        #expect(try await outcome(of: .init(body: [1], status: 206)).failure?.kind == .http(206))
        #expect(try await outcome(of: .init(body: [1], status: 203)).document?.body == [1])
    }
}
