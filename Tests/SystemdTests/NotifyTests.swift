// SPDX-License-Identifier: Apache-2.0

import Foundation
import Systemd
import Testing

struct NotifyTests {
    @Test func `a status stays one assignment whatever it holds`() {
        #expect(Notify.Message.status("one feed fails:\nREADY=1\u{7}").text == "STATUS=one feed fails: READY=1 ")
    }

    @Test func `a reload tells its moment`() throws {
        let lines = Notify.Message.reloading.text.split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let moment = try #require(lines.last?.split(separator: "=").last.flatMap { UInt64($0) })
        #expect(moment > 0)
    }

    @Test func `without a manager nothing is sent`() async {
        await #expect(processExitsWith: .success) {
            unsetenv("NOTIFY_SOCKET")
            #expect(!Notify.send(.ready, .status("ok")))
        }
    }

    @Test func `the manager gets all messages as one datagram`() async throws {
        await #expect(processExitsWith: .success) {
            let path = "/tmp/feedwatch-notify-\(getpid())"
            defer { unlink(path) }
            let socket = try #require(Datagrams(at: path))
            setenv("NOTIFY_SOCKET", path, 1)
            #expect(Notify.send(.ready, .status("watching 3 feeds")))
            #expect(socket.receive() == "READY=1\nSTATUS=watching 3 feeds")
        }
    }

    @Test func `the watchdog interval is the manager's, for this process only`() async {
        await #expect(processExitsWith: .success) {
            setenv("WATCHDOG_USEC", "120000000", 1)
            setenv("WATCHDOG_PID", "\(getpid())", 1)
            #expect(Notify.watchdogInterval == .seconds(120))
            setenv("WATCHDOG_PID", "1", 1)
            #expect(Notify.watchdogInterval == nil)
            unsetenv("WATCHDOG_USEC")
            unsetenv("WATCHDOG_PID")
            #expect(Notify.watchdogInterval == nil)
        }
    }
}

/// A datagram socket with a name, as a service manager has one.
private struct Datagrams {
    private let descriptor: Int32

    init?(at path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { return nil }
    }

    func receive() -> String {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}
