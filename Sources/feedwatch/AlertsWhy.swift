// SPDX-License-Identifier: Apache-2.0

import Alerting
import ArgumentParser
import Configuring
import Matching
import Model
import Storing

struct AlertsWhy: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "The proof of an alert, or why an entry was not told: each signal, its points, the words found.",
        discussion: """
            The proof is the one kept with the alert. With --topic the entry is judged anew by that topic as it is now, \
            which also tells what it lacks where it does not match; the entry may then be one of which no alert was made, \
            named by its link or its publisher's id.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Argument(
        help: ArgumentHelp(
            "The alert's id, or its beginning (the # of the log may stay); or an entry's link or id.",
            valueName: "alert|entry"))
    var id: String

    @Option(help: "Ask about this topic, as it is now: its id, or a file.")
    var topic: String?

    func run() throws {
        let store = try configurationOptions.openStore()
        let alert = try store.alerts(idPrefix: id).isEmpty ? nil : try store.alert(named: id)
        if let topic {
            try tellPresent(topic, try entry(alert, in: store))
        } else if let alert {
            tellRecorded(alert.alert, try store.deliveries(ofAlert: alert.row))
            guard formatOptions.format == .text else { return }
            if let place = AlertText.place(alert.place) { Terminal.print(place) }
            for carried in try store.alerts(carriedBy: alert.row, limit: 50) {
                Terminal.print(AlertText.proof(carried.alert))
            }
        } else if try store.entry(named: id) != nil {
            throw Failure("\(id) is an entry; --topic says by which topic to judge it")
        } else {
            throw Failure("no alert and no stored entry \(id); `feedwatch alerts list` ends each line with its id")
        }
    }

    /// The entry of an alert, or the one that is named.
    private func entry(_ alert: StoredAlert?, in store: StoreReader) throws -> StoredEntry {
        if let alert {
            guard let entry = try store.entry(ofAlert: alert.row) else {
                throw Failure("the entry of alert \(id) is no longer stored (retention.entries)")
            }
            return entry
        }
        guard let entry = try store.entry(named: id) else {
            throw Failure("no alert and no stored entry \(id); an entry is named by its link or its publisher's id")
        }
        return entry
    }

    private func tellPresent(_ name: String, _ stored: StoredEntry) throws {
        let topic = try TopicSource.topic(name, at: configurationOptions.path)
        guard let trial = TopicTrial(topic) else { throw Failure("the expressions of \(topic.id) do not read") }
        let feeds = ConfigurationOptions.reader.read(at: configurationOptions.path).configuration?.feeds ?? []
        let verdict = trial.verdict(
            of: stored.entry, leavingOut: stored.furniture,
            from: feeds.first { $0.url == stored.feed } ?? Feed(url: stored.feed))
        if formatOptions.format == .json {
            return Terminal.print(try FormatOptions.json(VerdictLine(verdict, of: stored.entry, feed: stored.feed)))
        }
        Terminal.print(VerdictText.lines(verdict, topic: topic.id, entry: stored.entry))
        Terminal.print("(as \(topic.id) is now)")
    }

    private func tellRecorded(_ alert: Alert, _ deliveries: [DeliveryState]) {
        if formatOptions.format == .json { return Terminal.print(AlertLine.json(alert)) }
        Terminal.print(AlertText.proof(alert))
        if !deliveries.isEmpty { Terminal.print(DeliveryText.lines(deliveries)) }
        Terminal.print(hasChanged(alert) ? changed(alert) : "(as recorded at \(alert.seen.rfc3339))")
    }

    private func changed(_ alert: Alert) -> String {
        "(as recorded at \(alert.seen.rfc3339); \(alert.topic) was edited since: --topic \(alert.topic) judges by it as "
            + "it is now)"
    }

    /// Whether the topic has no longer a signal that the proof names. A topic with an error or without a file says
    /// nothing.
    private func hasChanged(_ alert: Alert) -> Bool {
        let file = TopicSource.directory(at: configurationOptions.path) + "/\(alert.topic).yaml"
        guard let topic = TopicFile.read(fileAt: file).topic else { return false }
        let expressions = Set(topic.signals.map(\.expression))
        return alert.why.contains { !expressions.contains($0.signal) }
    }
}
