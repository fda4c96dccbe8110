// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TestSupport

/// Enough of HTTP/2 (RFC 9113) over `openssl s_server` to answer each request with `<rss>`.
final class HTTP2Server: Sendable {
    let port: Int
    private let process: Mutex<Process>
    private let state = Mutex(State())

    private struct State {
        var buffer: [UInt8] = []
        var hasBegun = false
        var streams: [UInt8] = []
    }

    /// The number of each stream that a request came on, in order. A second connection would begin again at 1.
    var streams: [UInt8] { state.withLock { $0.streams } }

    var url: String { "https://127.0.0.1:\(port)/" }

    /// Shows the certificate `name.pem` of the folder.
    init(_ name: String, in folder: TemporaryDirectory) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-cert", "\(name).pem", "-key", "\(name).key", "-alpn", "h2",
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        port = try TLSServer.port(toldBy: output.fileHandleForReading)
        self.process = Mutex(process)
        let (requests, answers) = (output.fileHandleForReading, input.fileHandleForWriting)
        Thread.detachNewThread { [self] in
            while case let data = requests.availableData, !data.isEmpty {
                let answer = state.withLock { Self.answer(to: data, &$0) }
                if !answer.isEmpty { try? answers.write(contentsOf: answer) }
            }
        }
    }

    func stop() {
        process.withLock { process in
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    private static func answer(to data: Data, _ state: inout State) -> [UInt8] {
        state.buffer += data
        var answer: [UInt8] = []
        if !state.hasBegun {
            let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
            guard let found = state.buffer.firstRange(of: preface) else { return [] }
            state.buffer.removeSubrange(..<found.upperBound)
            state.hasBegun = true
            answer = frame(type: 4, stream: 0) + frame(type: 4, flags: 1, stream: 0)  // our SETTINGS, and theirs seen
        }
        while let (type, stream) = nextFrame(&state.buffer) {
            guard type == 1 else { continue }
            state.streams.append(stream)
            // HEADERS with END_HEADERS and `:status: 200` from the static table; DATA with END_STREAM.
            answer += frame(type: 1, flags: 4, stream: stream, [0x88])
            answer += frame(type: 0, flags: 1, stream: stream, Array("<rss>".utf8))
        }
        return answer
    }

    private static func nextFrame(_ buffer: inout [UInt8]) -> (type: UInt8, stream: UInt8)? {
        guard buffer.count >= 9 else { return nil }
        let length = 9 + Int(buffer[0]) << 16 + Int(buffer[1]) << 8 + Int(buffer[2])
        guard buffer.count >= length else { return nil }
        defer { buffer.removeSubrange(..<length) }
        return (buffer[3], buffer[8])
    }

    private static func frame(type: UInt8, flags: UInt8 = 0, stream: UInt8, _ payload: [UInt8] = []) -> [UInt8] {
        [0, 0, UInt8(payload.count), type, flags, 0, 0, 0, stream] + payload
    }
}
