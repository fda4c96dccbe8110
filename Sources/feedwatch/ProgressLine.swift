// SPDX-License-Identifier: Apache-2.0

import Model
import Storing

/// How far a long work is, on one line of standard error that goes away: only where a person looks on, and only of work
/// that takes over a second.
struct ProgressLine {
    private static let isWanted = Terminal.isErrorTerminal
    private let clock = ContinuousClock()
    private var due: ContinuousClock.Instant
    private var isShown = false

    init() {
        due = clock.now + .seconds(1)
    }

    /// At most five times a second.
    mutating func show(_ text: @autoclosure () -> String) {
        guard Self.isWanted, clock.now >= due else { return }
        Terminal.complain("\r\u{1B}[K" + text(), terminator: "")
        isShown = true
        due = clock.now + .milliseconds(200)
    }

    mutating func clear() {
        if isShown { Terminal.complain("\r\u{1B}[K", terminator: "") }
        isShown = false
    }
}

extension StoreReader {
    /// Calls `body` with each stored entry seen at or after `since`, in the order of arrival, and shows how far it is:
    /// "12,000 entries tried, 40 %".
    func forEachEntry(since: Timestamp? = nil, saying what: String, _ body: (StoredEntry) throws -> Void) throws {
        var progress = ProgressLine()
        defer { progress.clear() }
        let newest = try newestEntryRow() ?? 0
        var (looked, oldest, last) = (0, Int64?.none, Int64(0))
        while true {
            let entries = try entries(after: last, limit: 500, since: since)
            guard let first = entries.first, let end = entries.last else { return }
            try entries.forEach(body)
            (looked, oldest, last) = (looked + entries.count, oldest ?? first.row, end.row)
            let share = (last - (oldest ?? last)) * 100 / max(1, newest - (oldest ?? last))
            progress.show("\(looked.grouped) \(what), \(min(100, share)) %")
        }
    }
}
