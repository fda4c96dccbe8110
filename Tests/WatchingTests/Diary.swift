// SPDX-License-Identifier: Apache-2.0
// What is said to the log, kept for a test to read.

import Alerting
import Logging
import Synchronization

/// A log in memory.
final class Diary: Sendable {
    /// A record at notice or above.
    struct Record: Sendable {
        let event: JournalEvent?
        let message: String
        let fields: [String: String]
    }

    private let records = Mutex<[Record]>([])

    var logger: Logger { Logger(label: "test") { _ in DiaryHandler(diary: self) } }

    /// What was written since the last call.
    func take() -> [Record] {
        records.withLock { records in
            defer { records = [] }
            return records
        }
    }

    fileprivate func write(_ event: LogEvent) {
        let fields = (event.metadata ?? [:]).mapValues { "\($0)" }
        let kind = JournalEvent.allCases.first { $0.messageID == fields["MESSAGE_ID"] }
        records.withLock { $0.append(Record(event: kind, message: "\(event.message)", fields: fields)) }
    }
}

private struct DiaryHandler: LogHandler {
    let diary: Diary
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        diary.write(event)
    }
}
