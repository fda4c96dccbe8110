// SPDX-License-Identifier: Apache-2.0
// The only writer of diagnostics: trouble is said once when it begins and once when it ends, not at each hiccup.

package import Alerting
package import Logging
import Model
import Scheduling
package import Storing
import Synchronization

/// Turns what happens into events, and events into log records.
package final class Diagnostics: Sendable {
    private let logger: Logger
    private let troubles = Mutex<Set<String>>([])

    package init(logger: Logger) {
        self.logger = logger
    }

    func report(_ event: Event) {
        var metadata: Logger.Metadata = ["MESSAGE_ID": .string(event.journalEvent.messageID)]
        for (name, value) in event.fields { metadata[name] = .string(value) }
        logger.log(level: event.level, "\(event.message)", metadata: metadata)
    }

    /// Says what changed about a feed's health.
    func report(_ report: RefreshReport, of feed: Feed) {
        for change in HealthChange.between(report.before, report.state) {
            self.report(Event(change, of: feed))
        }
        if let storm = report.storm {
            self.report(.feedStorm(url: feed.url, entries: storm.entries, matches: storm.matches))
        }
        logger.debug("polled \(feed.url): \(report.result), \(report.newEntries) new, \(report.alerts.count) alerts")
    }

    /// Says what opening the store came to.
    package func report(_ outcome: OpenedStore.Outcome) {
        switch outcome {
        case .recovered(let keptAside, let damage): report(.storeDamaged(keptAside: keptAside, damage: damage))
        case .opened, .created, .migrated: logger.debug("store: \(outcome)")
        }
    }

    /// Says how the sinks do; the dispatcher tells each change once.
    package func report(_ report: DispatchReport) {
        switch report {
        case .failing(let sink, let error): self.report(.sinkFailing(sink: sink, error: error))
        case .recovered(let sink): self.report(.sinkBack(sink: sink))
        case .expired(let sink, let count): self.report(.sinkExpired(sink: sink, count: count))
        case .outboxFailing(_, let error): begin("store", .storeFailing(error: error))
        }
    }

    /// Says that nothing is recorded any more.
    package func report(_ error: RecordError) {
        self.report(.recordingStopped(error: "\(error)"))
    }

    /// Reports `event` when the trouble named `name` begins.
    func begin(_ name: String, _ event: Event) {
        if troubles.withLock({ $0.insert(name).inserted }) { report(event) }
    }

    /// Reports `event` when the trouble named `name` had begun and is over.
    func end(_ name: String, _ event: Event) {
        if troubles.withLock({ $0.remove(name) }) != nil { report(event) }
    }
}
