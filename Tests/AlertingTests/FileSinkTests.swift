// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Model
import TestSupport
import Testing

struct FileSinkTests {
    private let folder: TemporaryDirectory
    private let outbox = TestOutbox()
    private var log: String { folder.path("logs/alerts.log") }

    init() throws { folder = try TemporaryDirectory() }

    @Test func `makes the folder and a file for owner and group, whatever the umask`() async throws {
        await #expect(processExitsWith: .success) { [folder = folder.path as String] in
            umask(0o077)
            let path = folder + "/a/b/alerts.jsonl"
            let outbox = TestOutbox()
            try await outbox.add(["one"], for: "jsonl")
            #expect(try await deliver(to: .jsonl(path: path), from: outbox).failure == nil)
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o7777 == 0o640)
            #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix(#"{"schema":1,"alert_id""#))
        }
    }

    @Test func `appends to what is there and follows a rename, a removal and a new file`() async throws {
        let sink = FileSink.log(path: log)
        try folder.write("kept\n", to: "logs/alerts.log")
        try await send("one", to: sink)
        try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
        try await send("two", to: sink)
        #expect(titles(in: log + ".1") == ["kept", "one"])
        #expect(titles(in: log) == ["two"])
        try FileManager.default.removeItem(atPath: log)
        try await send("three", to: sink)
        #expect(titles(in: log) == ["three"])
        try Data().write(to: URL(fileURLWithPath: log), options: .atomic)
        try await send("four", to: sink)
        #expect(titles(in: log) == ["four"])
    }

    @Test func `writes to the new end after copy and truncate`() async throws {
        let sink = FileSink.log(path: log)
        try await send("one", to: sink)
        #expect(truncate(log, 0) == 0)
        try await send("two", to: sink)
        #expect(titles(in: log) == ["two"])
    }

    @Test func `ends a half line that something else left`() async throws {
        try folder.write("half a li", to: "logs/alerts.log")
        try await send("one", to: FileSink.log(path: log))
        #expect(titles(in: log) == ["half a li", "one"])
    }

    @Test func `writes through a symbolic link`() async throws {
        try folder.write("", to: "logs/real.log")
        try FileManager.default.createSymbolicLink(atPath: log, withDestinationPath: "real.log")
        try await send("one", to: FileSink.log(path: log))
        #expect(titles(in: folder.path("logs/real.log")) == ["one"])
    }

    @Test func `refuses a FIFO at once, with a word on what it is`() async throws {
        let path = folder.path("alerts.log")
        #expect(mkfifo(path, 0o600) == 0)
        try await outbox.add(["one"], for: "log")
        let outcome = try await deliver(to: .log(path: path), from: outbox)
        #expect(outcome.delivered == 0)
        #expect(outcome.failure?.contains("not a regular file") == true)
    }

    @Test func `a folder that cannot be written is a failure, and all come in order when it can`() async throws {
        await #expect(processExitsWith: .success) { [folder = folder.path as String] in
            let logs = folder + "/logs"
            mkdir(logs, 0o555)
            chmod(folder, 0o755)
            if geteuid() == 0 { chown(logs, 65_534, 65_534) }
            if geteuid() == 0 { setuid(65_534) }
            let outbox = TestOutbox()
            try await outbox.add(["one", "two"], for: "log")
            let sink = FileSink.log(path: logs + "/alerts.log")
            let outcome = try await deliver(to: sink, from: outbox)
            #expect(outcome.delivered == 0)
            #expect(outcome.failure == "create \(logs)/alerts.log: Permission denied")
            chmod(logs, 0o755)
            #expect(try await deliver(to: sink, from: outbox) == DeliveryOutcome(delivered: 2))
            #expect(titles(in: logs + "/alerts.log") == ["one", "two"])
        }
    }

    @Test func `a write that finds no room leaves no part of a line`() async throws {
        await #expect(processExitsWith: .success) { [log = folder.path("alerts.log") as String] in
            signal(SIGXFSZ, SIG_IGN)
            let outbox = TestOutbox()
            let sink = FileSink.log(path: log)
            try await outbox.add(["one"], for: "log")
            _ = try await deliver(to: sink, from: outbox)
            let room = try size(of: log)

            limitFileSize(room + 20)
            try await outbox.add(["two"], for: "log")
            let outcome = try await deliver(to: sink, from: outbox)
            #expect(outcome.failure == "append to \(log): File too large")
            #expect(try size(of: log) == room)

            limitFileSize(1 << 20)
            #expect(try await deliver(to: sink, from: outbox) == DeliveryOutcome(delivered: 1))
            #expect(titles(in: log) == ["one", "two"])
        }
    }

    @Test func `lines that arrived but could not be marked are not written again`() async throws {
        let sink = FileSink.log(path: log)
        try await outbox.add(["one", "two"], for: "log")
        await outbox.set(isBroken: true)
        await #expect(throws: TestOutbox.Broken.self) { try await deliver(to: sink, from: outbox) }
        await outbox.set(isBroken: false)
        #expect(try await deliver(to: sink, from: outbox) == DeliveryOutcome(delivered: 2))
        #expect(titles(in: log) == ["one", "two"])
    }

    private func send(_ title: String, to sink: FileSink) async throws {
        try await outbox.add([title], for: "log")
        #expect(try await deliver(to: sink, from: outbox) == DeliveryOutcome(delivered: 1))
    }
}

/// Gives the sink what waits, as the dispatcher does.
func deliver(to sink: FileSink, from outbox: TestOutbox) async throws -> DeliveryOutcome {
    let (deliveries, _) = try await outbox.waiting(for: sink.name, limit: 64, now: Timestamp(seconds: 0))
    return try await sink.deliver(deliveries, through: outbox, at: Timestamp(seconds: 0))
}

/// The titles of the log's lines, in order; other lines as they are.
func titles(in path: String) -> [String] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in
        let fields = String(line).components(separatedBy: "  ")
        return fields.count == 8 ? fields[4] : String(line)
    }
}

private func size(of path: String) throws -> Int {
    try Data(contentsOf: URL(fileURLWithPath: path)).count
}

private func limitFileSize(_ bytes: Int) {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: .max)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}
