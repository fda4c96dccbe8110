// SPDX-License-Identifier: Apache-2.0
// Where commands that change the running daemon knock: a Unix socket that only root and the daemon's own user may use.

import Dispatch
import Dispatching
import Glibc

/// Serves one request a connection: a line with a verb in, an exit status and text out.
///
/// Runs on its own queue "control"; a client that says nothing is dropped after two seconds.
package actor ControlSocket {
    /// The answer to a verb: what the command that asked exits with, and what it prints.
    package struct Answer: Sendable {
        package let status: Int
        package let text: String

        package init(status: Int, text: String) {
            (self.status, self.text) = (status, text)
        }
    }

    private let executor = SerialQueueExecutor(label: "control")
    private let path: String
    private let answer: @Sendable (String) async -> Answer
    private var source: (any DispatchSourceRead)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// `answer` is called with the verb of each request.
    package init(path: String, answer: @escaping @Sendable (String) async -> Answer) {
        (self.path, self.answer) = (path, answer)
    }

    /// Begins to listen, in place of a socket that a process left when it died. Where that is impossible it says so, and
    /// the daemon does without.
    package func open(diagnostics: Diagnostics) {
        do {
            let listener = try UnixSocket.listen(at: path)
            let source = DispatchSource.makeReadSource(fileDescriptor: listener, queue: executor.queue)
            source.setEventHandler { @Sendable [self] in assumeIsolated { $0.accept(from: listener) } }
            source.setCancelHandler { @Sendable in _ = Glibc.close(listener) }
            source.activate()
            self.source = source
        } catch {
            diagnostics.report(.controlUnavailable(error: error.description))
        }
    }

    package func close() {
        guard let source else { return }
        source.cancel()
        self.source = nil
        unlink(path)
    }

    private func accept(from listener: Int32) {
        guard let connection = UnixSocket.accept(from: listener) else { return }
        // A client may take its two seconds to ask and to listen; nobody waits for it.
        DispatchQueue.global().async { [answer] in
            guard let verb = UnixSocket.readLine(from: connection) else {
                _ = Glibc.close(connection)
                return
            }
            Task {
                let reply = await answer(verb)
                DispatchQueue.global().async {
                    UnixSocket.write("\(reply.status)\n\(reply.text)", to: connection)
                    _ = Glibc.close(connection)
                }
            }
        }
    }
}

/// The other end: how a command asks the running daemon.
package enum ControlClient {
    /// Asks the daemon that listens at `path` and waits for its answer, at most 30 seconds.
    ///
    /// Blocks the calling thread.
    package static func ask(_ verb: String, at path: String) throws(ControlError) -> ControlSocket.Answer {
        let connection = try UnixSocket.connect(to: path)
        defer { _ = Glibc.close(connection) }
        UnixSocket.write(verb + "\n", to: connection)
        let reply = UnixSocket.readAll(from: connection).split(separator: "\n", maxSplits: 1).map(String.init)
        guard let status = reply.first.flatMap({ Int($0) }) else {
            throw ControlError(operation: "ask", path: path, reason: "no answer; may this user control the daemon?")
        }
        return ControlSocket.Answer(status: status, text: reply.count > 1 ? reply[1] : "")
    }
}

/// Why a control socket cannot be used.
package struct ControlError: Error, CustomStringConvertible {
    package let operation: String
    package let path: String
    package let reason: String

    package var description: String { "\(operation) \(path): \(reason)" }
}
