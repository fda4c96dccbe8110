// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// `openssl s_server` with a certificate made for the test by an authority made for the test.
/// It is stopped by hand: a local variable may be released before the end of its scope.
final class TLSServer {
    let port: Int
    private let process: Process

    static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
    static let missing = "/usr/bin/openssl is not there"

    private init(port: Int, process: Process) {
        (self.port, self.process) = (port, process)
    }

    func stop() {
        // Not SIGTERM: the child inherits the signal mask of a Dispatch thread, which blocks it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    var url: String { "https://127.0.0.1:\(port)/" }

    /// Serves with `name.pem` and `name.key` of the folder, one HTTP/1.0 connection each time: a page about the client,
    /// or with `-HTTP` the folder's files as whole responses.
    static func start(
        _ name: String, in folder: TemporaryDirectory, _ mode: String = "-www", _ more: String...
    ) throws -> TLSServer {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.arguments =
            [
                "s_server", "-accept", "127.0.0.1:0", "-cert", "\(name).pem", "-key", "\(name).key", mode,
            ] + more
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return TLSServer(port: try port(toldBy: output.fileHandleForReading), process: process)
    }

    /// Waits for the line `ACCEPT 127.0.0.1:PORT`.
    static func port(toldBy output: FileHandle) throws -> Int {
        var text = ""
        while let data = try output.read(upToCount: 1), !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
            if let line = text.split(separator: "\n").last, text.hasSuffix("\n"), line.hasPrefix("ACCEPT"),
                let port = line.split(separator: ":").last.flatMap({ Int($0) })
            {
                return port
            }
        }
        throw CocoaError(.fileReadUnknown)
    }

    /// An authority (`ca.pem`) and certificates of it (`good`, `expired`, `other`), and `selfsigned` by nobody.
    static func makeCertificates(in folder: TemporaryDirectory) throws {
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        var script = "set -e; openssl req -x509 \(key) -days 2 -subj '/CN=Test CA' -keyout ca.key -out ca.pem\n"
        for (name, days, host) in [
            ("good", 2, "IP:127.0.0.1"), ("expired", 0, "IP:127.0.0.1"), ("other", 2, "DNS:o.example"),
        ] {
            script += """
                openssl req -new \(key) -subj '/CN=\(name)' -addext subjectAltName=\(host) -keyout \(name).key -out \(name).csr
                openssl x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days \(days) \
                -copy_extensions copy -out \(name).pem

                """
        }
        script += "openssl req -x509 \(key) -days 2 -subj /CN=self -addext subjectAltName=IP:127.0.0.1 "
        script += "-keyout selfsigned.key -out selfsigned.pem\n"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.arguments = ["-c", script]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
