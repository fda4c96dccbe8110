// SPDX-License-Identifier: Apache-2.0
// Which sinks a configuration turns on, and how each is made.

package import Alerting
package import Configuring
import Systemd

/// The sinks with keys of their own, by the names that topics and the outbox use.
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

    fileprivate func sink(for alerts: AlertSettings) -> (any AlertSink)? {
        switch self {
        case .journal: JournalSink()
        case .log: alerts.log.map { FileSink.log(path: $0) }
        case .jsonl: alerts.jsonl.map { FileSink.jsonl(path: $0) }
        }
    }
}

extension Configuration {
    /// The names of the sinks that are on.
    package var sinkNames: [String] {
        SinkName.on(by: alerts).map(\.rawValue) + alerts.sinks.map(\.name)
    }

    /// The sinks that are on, made anew; they have nothing in common with those made before.
    package func makeSinks() -> [any AlertSink] {
        let workshop = SinkWorkshop(userAgent: fetch.agent)
        return SinkName.on(by: alerts).compactMap { $0.sink(for: alerts) } + alerts.sinks.map(workshop.sink)
    }

    /// One of the sinks that are on; `nil` where none has this name.
    package func makeSink(named name: String) -> (any AlertSink)? {
        let own = alerts.sinks.first { $0.name == name }.map(SinkWorkshop(userAgent: fetch.agent).sink)
        return own ?? SinkName.on(by: alerts).first { $0.rawValue == name }?.sink(for: alerts)
    }
}
