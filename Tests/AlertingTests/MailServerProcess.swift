// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// smtp_server.py with a certificate of its own for 127.0.0.1. Stopped by hand.
final class MailServerProcess {
    struct Mail {
        let from: String
        let to: [String]
        let isEncrypted: Bool
        let greeting: String
        /// Names in lower case; decoded.
        let fields: [String: String]
        let plain: String
        let html: String

        var subject: String { (fields["subject"] ?? "").trimmingCharacters(in: .whitespaces) }
    }

    private let process = Process()
    private let output: FileHandle
    private let mode: String
    private let port: Int

    static let isPossible = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", "import aiosmtpd"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
    static let missing: Comment = "python3-aiosmtpd is not there"

    init(_ mode: String, _ folder: TemporaryDirectory, _ options: String...) throws {
        self.mode = mode
        try Self.run(
            "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=mail", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
            folder.path("good.key"), "-out", folder.path("good.pem"))
        let pipe = Pipe()
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "smtp_server.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [script.path, mode, folder.path] + options
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        output = pipe.fileHandleForReading
        port = try #require(Int(Self.line(of: output)))
    }

    var url: String { "\(mode == "smtps" ? "smtps" : "smtp")://127.0.0.1:\(port)" }

    func stop() {
        // Not SIGTERM: the child inherits the signal mask of a Dispatch thread, which blocks it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The first `count` mails that were taken.
    func mails(_ count: Int) throws -> [Mail] {
        try (0..<count).map { _ in
            let data = Data(try Self.line(of: output).utf8)
            let mail = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            return Mail(
                from: mail["from"] as? String ?? "", to: mail["to"] as? [String] ?? [],
                isEncrypted: mail["tls"] as? Bool ?? false, greeting: mail["greeting"] as? String ?? "",
                fields: mail["fields"] as? [String: String] ?? [:],
                plain: (mail["plain"] as? String ?? "").replacing("\r\n", with: "\n"),
                html: mail["html"] as? String ?? "")
        }
    }

    private static func line(of handle: FileHandle) throws -> String {
        var bytes: [UInt8] = []
        while let byte = try handle.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
