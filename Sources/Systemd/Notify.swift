// SPDX-License-Identifier: Apache-2.0
// What a service tells its manager: sd_notify(3). Without a manager every call does nothing.

import CSystemd
import Glibc

/// The service's side of `Type=notify`.
package enum Notify {
    /// What the manager is told. Each case is one line of sd_notify(3).
    package enum Message: Sendable, Hashable {
        /// Start, or the reload announced before, is complete.
        case ready
        /// One line for `systemctl status`; line breaks become spaces.
        case status(String)
        /// A reload begins; end it with `ready`, whether or not the new configuration was taken.
        case reloading
        case stopping
        /// The work still moves.
        case watchdog

        /// The assignment or assignments as they are sent.
        package var text: String {
            switch self {
            case .ready: "READY=1"
            case .status(let line): "STATUS=" + Self.oneLine(line)
            // Type=notify-reload (systemd 253) asks for the moment as well; older managers ignore it.
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds)"
            case .stopping: "STOPPING=1"
            case .watchdog: "WATCHDOG=1"
            }
        }

        /// A line break would begin another assignment.
        private static func oneLine(_ text: String) -> String {
            String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        }

        private var monotonicMicroseconds: UInt64 {
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            return UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1_000
        }
    }

    /// Sends the messages as one datagram. False when there is no manager (no `NOTIFY_SOCKET`) or it did not take them.
    @discardableResult
    package static func send(_ messages: Message...) -> Bool {
        send(messages.map(\.text).joined(separator: "\n"))
    }

    /// Sends assignments as they are, one a line. C: `sd_notify`.
    @discardableResult
    package static func send(_ state: String) -> Bool {
        sd_notify(0, state) > 0
    }

    /// How often the manager expects `watchdog` at the latest; feed it twice as often. `nil` when this process is not
    /// watched (`WATCHDOG_USEC` absent, or `WATCHDOG_PID` names another). C: `sd_watchdog_enabled`.
    package static var watchdogInterval: Duration? {
        var microseconds: UInt64 = 0
        return sd_watchdog_enabled(0, &microseconds) > 0 ? .microseconds(Int64(clamping: microseconds)) : nil
    }
}
