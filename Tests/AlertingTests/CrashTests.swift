// SPDX-License-Identifier: Apache-2.0
// The process is really killed, between every two steps of an append; the outbox and the files are all that is left.

import Alerting
import Foundation
import Model
import TestSupport
import Testing

struct CrashTests {
    private static let points = ["after-intent", "after-half-append", "after-append", "after-mark"]
    private static let alerts = (0..<150).map { "alert number \($0)" }

    @Test(arguments: points, [1, 3])
    func `a kill neither loses nor repeats a line`(point: String, visit: Int) async throws {
        let folder = try await killed(at: "\(point):\(visit)")
        #expect(await finish(in: folder.path).failures.isEmpty)
        #expect(titles(in: folder.path("alerts.log")) == Self.alerts)
    }

    @Test(arguments: points, [1, 3])
    func `nor does a rotation between the kill and the next start`(point: String, visit: Int) async throws {
        let folder = try await killed(at: "\(point):\(visit)")
        let log = folder.path("alerts.log")
        try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
        try Data().write(to: URL(fileURLWithPath: log))
        #expect(await finish(in: folder.path).failures.isEmpty)
        #expect(titles(in: log + ".1") + titles(in: log) == Self.alerts)
    }

    @Test func `a second kill while settling the first changes nothing`() async throws {
        let folder = try await killed(at: "after-half-append:2")
        try await kill(at: "after-half-append:1", in: folder.path)
        try await kill(at: "after-append:1", in: folder.path)
        try await kill(at: "after-intent:1", in: folder.path)
        #expect(await finish(in: folder.path).failures.isEmpty)
        #expect(titles(in: folder.path("alerts.log")) == Self.alerts)
    }

    @Test func `bytes that are not ours are never cut off`() async throws {
        let folder = try await killed(at: "after-intent:1")
        let log = folder.path("alerts.log")
        let file = try #require(FileHandle(forWritingAtPath: log))
        try file.seekToEnd()
        try file.write(contentsOf: Data("somebody else".utf8))
        try file.close()
        #expect(await finish(in: folder.path).failures.isEmpty)
        #expect(titles(in: log) == ["somebody else"] + Self.alerts)
    }

    @Test func `a log that was removed after the kill is begun anew with what was not marked`() async throws {
        let folder = try await killed(at: "after-half-append:3")
        try FileManager.default.removeItem(atPath: folder.path("alerts.log"))
        #expect(await finish(in: folder.path).failures.isEmpty)
        #expect(titles(in: folder.path("alerts.log")) == Array(Self.alerts.suffix(150 - 128)))
    }

    private func killed(at fault: String) async throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try await TestOutbox(folder: folder.path).add(Self.alerts, for: "log")
        try await kill(at: fault, in: folder.path)
        return folder
    }

    private func kill(at fault: String, in folder: String) async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder, fault] in
            setenv("FEEDWATCH_FAULT", "kill@" + fault, 1)
            _ = await finish(in: folder)
        }
    }
}

/// What a start does with what the last run left.
@discardableResult
private func finish(in folder: String) async -> FlushSummary {
    let dispatcher = AlertDispatcher(
        outbox: TestOutbox(folder: folder), sinks: [FileSink.log(path: folder + "/alerts.log")])
    return await dispatcher.flushOnce()
}
