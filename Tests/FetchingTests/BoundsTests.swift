// SPDX-License-Identifier: Apache-2.0

import Fetching
import Foundation
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(2))) struct BoundsTests {
    private func failure(_ behaviour: RawServer.Behaviour, _ limits: FetchLimits = .small) async throws -> FetchFailure
    {
        let server = try #require(RawServer(behaviour))
        defer { server.stop() }
        return try #require(await Fetcher.sample(limits).fetch(server.url()).failure)
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `an endless body ends at the limit`() async throws {
        let chunk = [UInt8](repeating: 0x78, count: 65_536)
        let failure = try await failure(.repeatedly(chunk, after: bytes("HTTP/1.1 200 OK\r\n\r\n")))
        #expect(failure.kind == .tooLarge && failure.message.contains("1048576 bytes"))
    }

    @Test func `a body that is announced too large is not begun`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n"
        #expect(try await failure(.hold(bytes(head))).kind == .tooLarge)
    }

    @Test func `a body of just the limit is taken`() async throws {
        let server = try await FeedServer.start()
        server.serve("/full", .init(body: [UInt8](repeating: 0x78, count: 100_000)))
        server.serve("/over", .init(body: [UInt8](repeating: 0x78, count: 100_001), gzip: true))
        let fetcher = Fetcher.sample(FetchLimits(maxBodyBytes: 100_000))
        #expect(await fetcher.fetch(server.url("/full")).document?.body.count == 100_000)
        #expect(await fetcher.fetch(server.url("/over")).failure?.kind == .tooLarge)
        await server.stop()
    }

    @Test func `a compressed bomb is counted as it unfolds`() async throws {
        // 64 KiB on the wire: below the limit, so that only counting what unfolds can notice.
        let bomb = try output(of: "head -c 67108864 /dev/zero | gzip -9")
        let server = try await FeedServer.start()
        server.serve("/bomb", .init(body: bomb, headers: [("Content-Encoding", "gzip")]))
        #expect(await Fetcher.sample(.small).fetch(server.url("/bomb")).failure?.kind == .tooLarge)
        await server.stop()
    }

    @Test func `too many encodings are refused`() async throws {
        let encodings = Array(repeating: "gzip", count: 9).joined(separator: ", ")
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: \(encodings)\r\nContent-Length: 3\r\n\r\nabc"
        #expect(try await failure(.send(bytes(head))).kind == .encoding)
    }

    @Test func `corrupt compression is told`() async throws {
        let server = try await FeedServer.start()
        let corrupt: [UInt8] = [0x1F, 0x8B, 8] + [UInt8](repeating: 0xFF, count: 100)
        server.serve("/feed", .init(body: corrupt, headers: [("Content-Encoding", "gzip")]))
        #expect(await Fetcher.sample().fetch(server.url("/feed")).failure?.kind == .encoding)
        await server.stop()
    }

    @Test(arguments: ["HTTP/1.1 103 Early Hints\r\n\r\n", "X-Flood: 0123456789\r\n"])
    func `endless headers end at the limit`(line: String) async throws {
        let first = line.hasPrefix("X") ? "HTTP/1.1 200 OK\r\n" : ""
        #expect(try await failure(.repeatedly(bytes(line), after: bytes(first))).kind == .tooLarge)
    }

    @Test func `a truncated body is not taken for a document`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>"
        #expect(try await failure(.send(bytes(head))).kind == .truncated)
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"
        #expect(try await failure(.send(bytes(chunked))).kind == .truncated)
        #expect(try await failure(.send([])).kind == .truncated)
    }

    @Test func `what is not HTTP is no document`() async throws {
        #expect(try await failure(.send(bytes("SSH-2.0-OpenSSH_9.2\r\n"))).kind == .other)
    }

    @Test func `a server that never answers is given up after the whole time`() async throws {
        var limits = FetchLimits.small
        limits.timeout = .seconds(1)
        let start = ContinuousClock.now
        #expect(try await failure(.hold([]), limits).kind == .timeout)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `a server that drips is given up by its speed`() async throws {
        var limits = FetchLimits.small
        (limits.timeout, limits.lowSpeedTime) = (.seconds(60), .seconds(1))
        let failure = try await failure(.hold(bytes("HTTP/1.1 200 OK\r\n\r\n<rss>")), limits)
        #expect(failure.kind == .timeout && failure.message.contains("too slow"))
    }

    @Test func `a port where nobody listens and a name that does not exist are told apart`() async throws {
        let server = try #require(RawServer(.send([])))
        let url = server.url()
        server.stop()
        let fetcher = Fetcher.sample(.small)
        while await fetcher.fetch(url).failure?.kind != .connect { await Task.yield() }
        #expect(await fetcher.fetch("http://no-such-host.invalid/").failure?.kind == .dns)
    }

    /// What a shell command prints.
    private func output(of command: String) throws -> [UInt8] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return [UInt8](data)
    }
}
