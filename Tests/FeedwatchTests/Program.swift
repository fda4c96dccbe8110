// SPDX-License-Identifier: Apache-2.0
// The built program as a real process: started, fed, signalled, killed, and read back.

import Foundation
import Synchronization

/// The feedwatch executable under test.
enum Program {
    /// `FEEDWATCH_PROGRAM`, else the executable beside the test bundle.
    static let path: String =
        ProcessInfo.processInfo.environment["FEEDWATCH_PROGRAM"]
        ?? Bundle.main.bundleURL.appendingPathComponent("feedwatch").path

    struct Output: Sendable {
        let status: Int32
        let out: String
        let err: String

        /// Standard output, each line decoded as a JSON object.
        func objects() throws -> [[String: any Sendable]] {
            try out.split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable] ?? [:]
            }
        }
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) async throws -> Output {
        let running = try start(arguments, input: input, environment: environment)
        return await running.finish()
    }

    /// Starts the program and lets it run.
    static func start(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> RunningProgram {
        try RunningProgram(path, arguments, input: input, environment: environment)
    }
}

/// A started process whose output is collected while it runs.
///
/// posix_spawn(3) by itself: the child begins with no signal blocked or ignored, as a shell would start it, and holds no
/// descriptor but its three streams, so that the end of its output is its end.
final class RunningProgram: Sendable {
    let identifier: pid_t
    private let exit: Task<Int32, Never>
    private let out = Collector()
    private let err = Collector()

    init(_ path: String, _ arguments: [String], input: String, environment: [String: String]) throws {
        let environment = ProcessInfo.processInfo.environment
            .filter { !["NOTIFY_SOCKET", "JOURNAL_STREAM"].contains($0.key) }
            .merging(environment) { $1 }
        let streams = [Pipe(), Pipe(), Pipe()]
        identifier = try Spawn.start(
            [path] + arguments, environment: environment.map { "\($0)=\($1)" },
            streams: [streams[0].input, streams[1].output, streams[2].output])
        for end in [streams[0].input, streams[1].output, streams[2].output] { close(end) }
        exit = Task { [identifier] in await onThread { Spawn.wait(for: identifier) } }
        Spawn.detach { [out] in out.drain(streams[1].input) }
        Spawn.detach { [err] in err.drain(streams[2].input) }
        Spawn.detach { Spawn.feed(input, to: streams[0].output) }
    }

    func signal(_ number: Int32) {
        kill(identifier, number)
    }

    /// Waits for the end; a negative status is the signal that caused it.
    func finish() async -> Program.Output {
        let status = await exit.value
        return Program.Output(status: status, out: await out.text(), err: await err.text())
    }

    /// The standard error written so far contains `text`, or the process ends; then this returns.
    func errors(contain text: String) async {
        await err.wait(for: text)
    }
}

/// Collects what comes through a pipe and wakes those who wait for a certain text.
private final class Collector: Sendable {
    private struct State {
        var bytes = Data()
        var isClosed = false
        var waiters: [(text: String?, resume: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// Reads to the end and closes. Blocks.
    func drain(_ descriptor: Int32) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            take(Data(chunk[..<max(0, count)]))
            if count <= 0 { break }
        }
        close(descriptor)
    }

    func text() async -> String {
        await wait(for: nil)
        return state.withLock { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// `nil` waits for the end of the stream.
    func wait(for text: String?) async {
        await withCheckedContinuation { resume in
            let isThere = state.withLock { state in
                if state.isClosed || state.bytes.contains(text) { return true }
                state.waiters.append((text, resume))
                return false
            }
            if isThere { resume.resume() }
        }
    }

    private func take(_ data: Data) {
        let ready = state.withLock { state in
            state.bytes.append(data)
            state.isClosed = state.isClosed || data.isEmpty
            let isClosed = state.isClosed
            let isReady = { [bytes = state.bytes] (text: String?) in isClosed || bytes.contains(text) }
            let ready = state.waiters.filter { isReady($0.text) }
            state.waiters.removeAll { isReady($0.text) }
            return ready
        }
        for waiter in ready { waiter.resume.resume() }
    }
}

extension Data {
    fileprivate func contains(_ text: String?) -> Bool {
        text.map { range(of: Data($0.utf8)) != nil } ?? false
    }
}
