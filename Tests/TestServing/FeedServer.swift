// SPDX-License-Identifier: Apache-2.0
// A web server on 127.0.0.1 that serves what a test gives it and remembers what it was asked.

import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A server of a test's own, on a free port. Ends with `stop()` or with its last reference.
package final class FeedServer: Sendable {
    package let port: Int
    private let shelf: Shelf
    private let running: Task<Void, any Error>

    /// Returns once the server accepts connections.
    package static func start() async throws -> FeedServer {
        let shelf = Shelf()
        let (ports, opened) = AsyncStream<Int>.makeStream()
        let application = application(shelf) { channel in
            opened.yield(channel.localAddress?.port ?? 0)
            opened.finish()
        }
        let running = Task {
            defer { opened.finish() }
            try await application.runService(gracefulShutdownSignals: [])
        }
        for await port in ports { return FeedServer(port: port, shelf: shelf, running: running) }
        throw NotListening()
    }

    private init(port: Int, shelf: Shelf, running: Task<Void, any Error>) {
        (self.port, self.shelf, self.running) = (port, shelf, running)
    }

    deinit {
        running.cancel()
    }

    /// Serves `response` at `path`, such as `/feed.xml`, from now on. Every other path is 404.
    package func serve(_ path: String, _ response: Response) {
        shelf.responses.withLock { $0[path] = response }
    }

    /// The absolute URL of a path.
    package func url(_ path: String) -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// The requests for a path so far, oldest first.
    package func requests(_ path: String) -> [Request] {
        shelf.requests.withLock { $0.filter { $0.path == path } }
    }

    /// Closes all connections, hung ones too, and returns when nothing listens any more.
    package func stop() async {
        running.cancel()
        _ = await running.result
    }

    private static func application(
        _ shelf: Shelf, whenListening: @escaping @Sendable (any Channel) -> Void
    ) -> some ApplicationProtocol {
        Application(
            responder: CallbackResponder<Context> { request, context in
                let request = FeedServer.Request(request, peer: context.peer)
                shelf.requests.withLock { $0.append(request) }
                guard let response = shelf.responses.withLock({ $0[request.path] }) else {
                    return .init(status: .notFound)
                }
                return try await response.answer(to: request)
            },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), backlog: 1_024),
            onServerRunning: { whenListening($0) },
            logger: Logger(label: "FeedServer") { _ in SwiftLogNoOpLogHandler() })
    }

    private final class Shelf: Sendable {
        let responses = Mutex<[String: Response]>([:])
        let requests = Mutex<[Request]>([])
    }

    private struct NotListening: Error {}

    /// Hummingbird's own context, and who asks.
    private struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let peer: String

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            peer = source.channel.remoteAddress.map(\.description) ?? ""
        }
    }
}
