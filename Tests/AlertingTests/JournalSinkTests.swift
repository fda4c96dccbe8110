// SPDX-License-Identifier: Apache-2.0
// A real journald, alone in a private mount namespace (Tests/Service/journal.sh); this test program is run again inside it.

import Alerting
import Foundation
import Model
import Systemd
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct JournalSinkTests {
    private static let isPossible =
        geteuid() == 0 && access("/lib/systemd/systemd-journald", X_OK) == 0 && access("/usr/bin/unshare", X_OK) == 0
    private static let titles = [
        "Blinken in Beijing", "MESSAGE=forged\nPRIORITY=0\n_SYSTEMD_UNIT=other.service",
        "clear \u{1B}[2J \u{202E}screen",
        String(repeating: "中", count: 30_000), "last",
    ]

    @Test(.enabled(if: isPossible, "a journald of its own needs root, systemd and unshare"))
    func `the fields of an alert come back through journalctl, one record each`() async throws {
        let folder = try TemporaryDirectory()
        try await TestOutbox(folder: folder.path).add(Self.titles, for: "journal")
        let records = try Self.journal(of: "\"$0\" $FEEDWATCH_TEST_ARGUMENTS", in: folder)
        #expect(records.count == Self.titles.count)
        for (record, row) in zip(records, await TestOutbox(folder: folder.path).rows(of: "journal")) {
            #expect(row.isDelivered)
            for (name, value) in AlertLine.journalFields(TestOutbox.alert(row)) {
                #expect(record[name] as? String == value)
            }
            #expect(record["_SYSTEMD_UNIT"] == nil)
        }
    }

    @Test(.enabled(if: isPossible, "a journald of its own needs root, systemd and unshare"))
    func `a kill repeats at most the alert in flight, under the same id`() async throws {
        let folder = try TemporaryDirectory()
        try await TestOutbox(folder: folder.path).add(Self.titles, for: "journal")
        let records = try Self.journal(
            of: """
                for fault in kill@after-send:2 kill@after-mark:1 none@none
                do FEEDWATCH_FAULT=$fault "$0" $FEEDWATCH_TEST_ARGUMENTS || true
                done
                """, in: folder)
        let ids = records.compactMap { ($0["FEEDWATCH_ALERT_ID"] as? String).flatMap { Int($0, radix: 16) } }
        #expect(ids == [0, 1, 1, 2, 3, 4])
    }

    /// Does nothing by itself: the others run it where there is a journal.
    @Test func `(inside) sends what waits`() async throws {
        guard let folder = ProcessInfo.processInfo.environment["FEEDWATCH_TEST_JOURNAL"] else { return }
        let dispatcher = AlertDispatcher(outbox: TestOutbox(folder: folder), sinks: [JournalSink()])
        #expect(await dispatcher.flushOnce().failures == [:])
    }

    /// The records that the shell commands leave, in order; `"$0" $FEEDWATCH_TEST_ARGUMENTS` is the test above.
    private static func journal(of commands: String, in folder: TemporaryDirectory) throws -> [[String: Any]] {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../Service/journal.sh")
        let file = folder.path("journal.json")
        let process = Process()
        process.executableURL = script
        process.arguments = [
            file, "/bin/sh", "-c", commands,
            try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
        ]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "FEEDWATCH_TEST_JOURNAL": folder.path,
            "FEEDWATCH_TEST_ARGUMENTS": "--testing-library swift-testing --filter JournalSinkTests.*inside",
        ]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            .compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            .filter { $0["SYSLOG_IDENTIFIER"] as? String == "feedwatch" }
    }
}
