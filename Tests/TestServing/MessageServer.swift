// SPDX-License-Identifier: Apache-2.0
// A web server on 127.0.0.1 that takes messages, remembers them, and answers as a test wants.

import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A receiver of a test's own, on a free port. Ends with `stop()` or with its last reference.
package final class MessageServer: Sendable {
    /// One request, its body included.
    package struct Message: Sendable {
        package let method: String
        package let path: String
        /// Names in lower case.
        package let fields: [String: String]
        package let body: [UInt8]

        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    package struct Answer: Sendable {
        package var status: Int
        package var fields: [(name: String, value: String)]
        package var body: String

        package init(_ status: Int = 200, fields: [(name: String, value: String)] = [], body: String = "") {
            (self.status, self.fields, self.body) = (status, fields, body)
        }
    }

    package let port: Int
    private let received: Received
    private let running: Task<Void, any Error>

    /// Returns once the server accepts connections. `answer` gets the message and its number, from 0.
    package static func start(
        _ answer: @escaping @Sendable (Message, Int) async throws -> Answer = { _, _ in Answer() }
    ) async throws -> MessageServer {
        let received = Received()
        let (ports, opened) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                let body = try await request.body.collect(upTo: 1 << 20)
                let message = Message(request, body: Array(body.readableBytesView))
                let number = received.messages.withLock { messages in
                    messages.append(message)
                    return messages.count - 1
                }
                return try await answer(message, number).response
            },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                opened.yield(channel.localAddress?.port ?? 0)
                opened.finish()
            },
            logger: Logger(label: "MessageServer") { _ in SwiftLogNoOpLogHandler() })
        let running = Task {
            defer { opened.finish() }
            try await application.runService(gracefulShutdownSignals: [])
        }
        for await port in ports { return MessageServer(port: port, received: received, running: running) }
        throw NotListening()
    }

    private init(port: Int, received: Received, running: Task<Void, any Error>) {
        (self.port, self.received, self.running) = (port, received, running)
    }

    deinit {
        running.cancel()
    }

    /// What came so far, oldest first, whatever was answered.
    package var messages: [Message] { received.messages.withLock { $0 } }

    package func url(_ path: String = "") -> String { "http://127.0.0.1:\(port)\(path)" }

    package func stop() async {
        running.cancel()
        _ = await running.result
    }

    private final class Received: Sendable {
        let messages = Mutex<[Message]>([])
    }

    private struct NotListening: Error {}
}

extension MessageServer.Message {
    fileprivate init(_ request: Request, body: [UInt8]) {
        method = request.method.rawValue
        path = request.uri.string
        fields = Dictionary(request.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { $1 })
        self.body = body
    }
}

extension MessageServer.Answer {
    fileprivate var response: Response {
        var headers = HTTPFields()
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return Response(
            status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
