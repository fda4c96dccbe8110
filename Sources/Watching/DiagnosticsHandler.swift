// SPDX-License-Identifier: Apache-2.0
// Where diagnostics go: the journal with their fields when systemd runs us, lines on standard error otherwise.

import Dispatch
import Dispatching
import Glibc
package import Logging
import Model
import Synchronization
import Systemd

/// A swift-log handler for the journal or for standard error.
package struct DiagnosticsHandler: LogHandler {
    package enum Place: Sendable { case journal, standardError }

    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let place: Place
    private let clock = WallClock.system

    /// A journal or a pipe that takes nothing blocks this queue and nobody who has something to say; what then exceeds
    /// the backlog is lost.
    private static let queue = DispatchQueue(label: "diagnostics")
    private static let backlog = Mutex(0)

    package init(place: Place, logLevel: Logger.Level) {
        self.place = place
        self.logLevel = logLevel
    }

    /// systemd names the journal's stream in `JOURNAL_STREAM` (systemd.exec(5)) by device and inode; the variable is
    /// inherited by programs whose standard error leads elsewhere.
    package static func place(in environment: [String: String]) -> Place {
        var status = stat()
        guard let stream = environment["JOURNAL_STREAM"], fstat(STDERR_FILENO, &status) == 0,
            stream == "\(status.st_dev):\(status.st_ino)", Journal.isAvailable
        else { return .standardError }
        return .journal
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        guard Self.backlog.withLock({ $0 < 10_000 }) else { return }
        Self.backlog.withLock { $0 += 1 }
        Self.queue.async { [self] in
            switch place {
            case .journal: sendToJournal(event)
            case .standardError: printLine(event)
            }
            Self.backlog.withLock { $0 -= 1 }
        }
    }

    /// Waits until everything is written, at most half a second: before the process ends.
    package static func flush() {
        let written = DispatchSemaphore(value: 0)
        queue.async { written.signal() }
        _ = written.wait(timeout: .now() + .milliseconds(500))
    }

    private func sendToJournal(_ event: LogEvent) {
        var fields = [
            (name: "MESSAGE", value: Printable.lines(event.message.description)),
            (name: "PRIORITY", value: String(event.level.priority.rawValue)),
            (name: "SYSLOG_IDENTIFIER", value: "feedwatch"),
        ]
        for (name, value) in (event.metadata ?? [:]).sorted(by: { $0.key < $1.key }) where name.isFieldName {
            fields.append((name: name, value: "\(value)"))
        }
        if (try? Journal.send(fields)) == nil { printLine(event) }
    }

    private func printLine(_ event: LogEvent) {
        let line = "\(clock.now.rfc3339) \(event.level.rawValue): \(Printable.lines(event.message.description))\n"
        line.withCString { text in _ = write(STDERR_FILENO, text, strlen(text)) }
    }
}

extension Logger.Level {
    /// The syslog severity of a level.
    fileprivate var priority: Priority {
        switch self {
        case .trace, .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .err
        case .critical: .crit
        }
    }
}

extension String {
    fileprivate var isFieldName: Bool {
        !isEmpty && utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 }
    }
}
