// SPDX-License-Identifier: Apache-2.0
// A large document goes to its consumer while it arrives.

import Fetching
import Synchronization
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct PartsTests {
    /// Puts together what a consumer gets.
    private final class Collector: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let parts = Mutex(0)

        func consumer(_ heard: @escaping @Sendable (Int) -> Void = { _ in }) -> DocumentConsumer {
            DocumentConsumer(threshold: 100_000) { [self] part in
                parts.withLock { $0 += 1 }
                heard(
                    bytes.withLock { bytes in
                        bytes += part.bytes
                        return bytes.count
                    })
            }
        }
    }

    private func request(_ url: String) -> FetchRequest { FetchRequest(url: url, allowsPrivateAddress: true) }

    private let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }

    @Test func `its parts are there before its end is`() async throws {
        let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n".utf8)
        let server = try #require(RawServer(.hold(head + body.prefix(1_000_000))))
        let (arrivals, heard) = AsyncStream.makeStream(of: Int.self)
        let collector = Collector()
        let fetch = Task { [request] in
            await Fetcher.sample().fetch(request(server.url()), consumer: collector.consumer { heard.yield($0) })
        }
        for await count in arrivals where count >= 900_000 { break }
        server.stop()
        #expect(await fetch.value.failure != nil)
        #expect(collector.bytes.withLock { body.starts(with: $0) })
    }

    @Test func `the consumer has had all of it when the outcome comes`() async throws {
        let server = try await FeedServer.start()
        server.serve("/large", .init(body: body, gzip: true))
        let collector = Collector()
        let fetcher = Fetcher.sample()
        let document = try #require(
            await fetcher.fetch(request(server.url("/large")), consumer: collector.consumer()).document)
        #expect(document.body.isEmpty && collector.bytes.withLock { $0 == body })
        let whole = await fetcher.fetch(server.url("/large")).document
        #expect(whole?.body == body && whole?.bodyHash == document.bodyHash)
        await server.stop()
    }

    @Test func `a small one comes with the outcome`() async throws {
        let server = try await FeedServer.start()
        server.serve("/small", .init(body: Array(body.prefix(90_000))))
        let collector = Collector()
        let outcome = await Fetcher.sample().fetch(request(server.url("/small")), consumer: collector.consumer())
        #expect(outcome.document?.body.count == 90_000 && collector.parts.withLock { $0 } == 0)
        await server.stop()
    }
}
