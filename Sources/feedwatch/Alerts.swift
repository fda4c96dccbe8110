// SPDX-License-Identifier: Apache-2.0

import Alerting
import ArgumentParser
import Model
import Storing

struct Alerts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The alerts that were made: list, follow, show, explain, mark.",
        subcommands: [AlertsList.self, AlertsTail.self, AlertsShow.self, AlertsWhy.self, AlertsMark.self],
        defaultSubcommand: AlertsList.self)
}

/// How an alert is printed: as the alert log has it, or as alerts.jsonl has it.
extension FormatOptions {
    /// In text also where an alert is that was not told by itself.
    func line(_ stored: StoredAlert) -> String {
        if format == .json { return AlertLine.json(stored.alert) }
        return AlertLine.log(stored.alert) + (AlertText.place(stored.place).map { "  (\($0))" } ?? "")
    }

    /// With what a user said of it behind it: a last field, a last key.
    func line(_ stored: StoredAlert, marked isRelevant: Bool?) -> String {
        guard let word = isRelevant.map({ $0 ? "good" : "bad" }) else { return line(stored) }
        return format == .json ? line(stored).dropLast() + ",\"verdict\":\"\(word)\"}" : line(stored) + "  " + word
    }
}

struct AlertsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The newest alerts, oldest first, as alerts.log or alerts.jsonl has them.",
        discussion: "What you said of one by `alerts mark` stands at the end of its line.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(name: [.short, .long], parsing: .unconditional, help: "How many at most; 0 for all.")
    var limit = 20

    @Option(help: "Only alerts of this topic.")
    var topic: String?

    @Option(parsing: .unconditional, help: "Only alerts of this time until now, such as 24h or 7d.")
    var since: Span?

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit takes 0 or more") }
    }

    func run() throws {
        let store = try configurationOptions.openStore()
        let alerts = try store.alerts(limit: limit > 0 ? limit : .max, topic: topic, since: since?.ago)
        let marks = try store.marksOfAlerts()
        for stored in alerts.reversed() {
            Terminal.print(formatOptions.line(stored, marked: marks[stored.alert.id]))
        }
    }
}

struct AlertsTail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "The newest alerts, and each further one when it is made, until Ctrl-C.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(name: [.customShort("n"), .long], parsing: .unconditional, help: "How many of the past to begin with.")
    var lines = 10

    func validate() throws {
        if lines < 0 { throw ValidationError("--lines takes 0 or more") }
    }

    func run() async throws {
        let store = try configurationOptions.openStore()
        let past = try store.alerts(limit: max(1, lines))
        for stored in past.prefix(lines).reversed() { Terminal.print(formatOptions.line(stored)) }
        var last = past.first?.row ?? 0
        while true {
            let news = try store.alerts(after: last, limit: 100)
            for stored in news { Terminal.print(formatOptions.line(stored)) }
            last = news.last?.row ?? last
            if news.isEmpty { try await Task.sleep(for: .milliseconds(500)) }
        }
    }
}

struct AlertsShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Everything about one alert.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Argument(help: "The id, or its beginning; the # of the log may stay.")
    var id: String

    func run() throws {
        let store = try configurationOptions.openStore()
        let stored = try store.alert(named: id)
        let deliveries = try store.deliveries(ofAlert: stored.row)
        if formatOptions.format == .json { return Terminal.print(try json(stored.alert, deliveries)) }
        Terminal.print(AlertText.facts(stored.alert))
        if let place = AlertText.place(stored.place) { Terminal.print("told".padded(to: 10) + place) }
        if !deliveries.isEmpty { Terminal.print(DeliveryText.lines(deliveries)) }
        Terminal.print(AlertText.proof(stored.alert))
        for carried in try store.alerts(carriedBy: stored.row, limit: .max) {
            Terminal.print("  " + AlertLine.log(carried.alert))
        }
    }

    /// The object of alerts.jsonl with one key more behind its own.
    private func json(_ alert: Alert, _ deliveries: [DeliveryState]) throws -> String {
        AlertLine.json(alert).dropLast()
            + ",\"deliveries\":\(try FormatOptions.json(deliveries.map(DeliveryLine.init)))}"
    }
}

extension StoreReader {
    /// The one alert whose id is `id` or begins with it.
    func alert(named id: String) throws -> StoredAlert {
        let found = try alerts(idPrefix: id)
        guard let alert = found.first else {
            throw Failure("no alert \(id); `feedwatch alerts list` ends each line with its id")
        }
        guard found.count == 1 else { throw Failure("more than one alert begins with \(id); give more of the id") }
        return alert
    }
}
