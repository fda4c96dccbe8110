// SPDX-License-Identifier: Apache-2.0
// Faults below and beside HTTP: each ends soon, says what it was, and costs no more than its bound.

import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(2))) struct FaultTests {
    private func failure(
        _ behaviour: RawServer.Behaviour, _ limits: FetchLimits = .small, scheme: String = "http"
    ) async throws -> FetchFailure {
        let server = try #require(RawServer(behaviour))
        defer { server.stop() }
        return try #require(await Fetcher.sample(limits).fetch("\(scheme)://127.0.0.1:\(server.port)/").failure)
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `the page of a redirect is bounded like a document`() async throws {
        let head = "HTTP/1.1 302 Found\r\nLocation: /next\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = bytes("10000\r\n") + [UInt8](repeating: 0x78, count: 65_536) + bytes("\r\n")
        #expect(try await failure(.repeatedly(chunk, after: bytes(head))).kind == .tooLarge)
    }

    @Test func `a compressed stream that unfolds to nothing is bounded by what comes`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
        let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let emptyBlocks = (0..<4_096).flatMap { _ -> [UInt8] in [0, 0, 0, 0xFF, 0xFF] }
        #expect(try await failure(.repeatedly(emptyBlocks, after: bytes(head) + start)).kind == .tooLarge)
    }

    @Test func `the page of a refusal is bounded like a document`() async throws {
        let chunk = [UInt8](repeating: 0x78, count: 65_536)
        #expect(
            try await failure(.repeatedly(chunk, after: bytes("HTTP/1.1 404 No\r\n\r\n"))).kind == .tooLarge)
    }

    @Test(arguments: ["br", "zstd"]) func `bombs of other encodings are counted as they unfold`(encoding: String)
        async throws
    {
        let server = try await FeedServer.start()
        let pack = encoding == "br" ? Zeros.brotli : Zeros.zstd
        for count in [1 << 20, 64 << 20] {
            server.serve("/\(count)", .init(body: pack(count), headers: [("Content-Encoding", encoding)]))
        }
        let fetcher = Fetcher.sample(.small)
        let document = await fetcher.fetch(server.url("/\(1 << 20)")).document
        let bomb = await fetcher.fetch(server.url("/\(64 << 20)")).failure
        if server.requests("/\(1 << 20)").last?["Accept-Encoding"]?.contains(encoding) == true {
            #expect(document?.body == [UInt8](repeating: 0, count: 1 << 20) && bomb?.kind == .tooLarge)
        } else {
            // A libcurl without this decoder does not ask for it, and takes nothing that it can not undo.
            #expect(document == nil && bomb?.kind == .encoding)
        }
        await server.stop()
    }

    @Test func `an endless chunk extension ends by its speed`() async throws {
        var limits = FetchLimits.small
        (limits.timeout, limits.lowSpeedTime) = (.seconds(60), .seconds(1))
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a="
        let failure = try await failure(.repeatedly(bytes("aaaaaaaaaaaaaaaa"), after: bytes(head)), limits)
        #expect([.timeout, .truncated].contains(failure.kind), "\(failure)")
    }

    @Test func `endless trailers end at the limit of a header`() async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n0\r\n"
        #expect(
            try await failure(.repeatedly(bytes("X-T: 0123456789\r\n"), after: bytes(head))).kind == .tooLarge)
    }

    @Test func `one line without end is no header`() async throws {
        let failure = try await failure(
            .repeatedly(bytes(String(repeating: "x", count: 4_096)), after: bytes("HTTP/1.1 200 OK\r\nX: ")))
        #expect([.tooLarge, .other].contains(failure.kind), "\(failure)")
    }

    @Test func `a connection that is reset says so`() async throws {
        #expect(try await failure(.reset).kind == .truncated)
    }

    @Test func `a handshake that hangs ends with the time for connecting`() async throws {
        var limits = FetchLimits.small
        limits.connectTimeout = .seconds(1)
        let start = ContinuousClock.now
        #expect(try await failure(.hold([]), limits, scheme: "https").kind == .timeout)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `what speaks no TLS is a fault of TLS`() async throws {
        #expect(try await failure(.dialogue([bytes("HTTP/1.1 400 No\r\n\r\n")]), scheme: "https").kind == .tls)
    }

    @Test func `a switch to another protocol is no document`() async throws {
        let head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nxxxx"
        _ = try await failure(.send(bytes(head)))
    }

    @Test func `a wall of whole answers is one answer`() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>"
        let server = try #require(RawServer(.repeatedly(bytes(answer), after: [])))
        #expect(await Fetcher.sample(.small).fetch(server.url()).document?.body == bytes("<rss>"))
        server.stop()
    }
}
