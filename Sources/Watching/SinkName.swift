// SPDX-License-Identifier: Apache-2.0
// Which sinks a configuration turns on, and how each is made.

import Alerting
import Configuring
import Systemd

/// The sinks, by the names that topics and the outbox use.
enum SinkName: String, CaseIterable {
    case journal, log, jsonl

    /// `auto` turns the journal on where there is one to write to.
    static func on(by alerts: AlertSettings) -> [SinkName] {
        allCases.filter { sink in
            switch sink {
            case .journal:
                switch alerts.journal {
                case .on: true
                case .off: false
                case .auto: Journal.isAvailable
                }
            case .log: alerts.log != nil
            case .jsonl: alerts.jsonl != nil
            }
        }
    }

    static func sinks(for alerts: AlertSettings) -> [any AlertSink] {
        on(by: alerts).compactMap { sink in
            switch sink {
            case .journal: JournalSink()
            case .log: alerts.log.map { FileSink.log(path: $0) }
            case .jsonl: alerts.jsonl.map { FileSink.jsonl(path: $0) }
            }
        }
    }
}
