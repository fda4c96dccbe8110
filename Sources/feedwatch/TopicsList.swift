// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Model
import Storing
import Watching

struct TopicsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Every topic: threshold, priority, signals, groups, alerts of the last seven days, last alert.")

    private static let days = 7

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    private struct Line: Encodable {
        let id: String
        let name: String
        let threshold: Double
        let priority: String
        let signals: Int
        let groups: Int
        let alerts7d: Int
        let alertsPerDay: Double
        let lastAlert: String?
        /// The rules of attention; `nil` where everything is told at once.
        let attention: String?
        let mutedUntil: String?
        /// How many alerts wait.
        let held: Int

        enum CodingKeys: String, CodingKey {
            case id, name, threshold, priority, signals, groups, attention, held
            case alerts7d = "alerts_7d"
            case alertsPerDay = "alerts_per_day"
            case lastAlert = "last_alert"
            case mutedUntil = "muted_until"
        }
    }

    /// What the store knows of all topics.
    private struct Told {
        var alerts: [String: TopicAlerts] = [:]
        var mutes: [String: Timestamp] = [:]
        var held: [String: Int] = [:]
        /// Over which the recent alerts are spread.
        var days = Double(TopicsList.days)
    }

    func run() throws {
        let (configuration, problems) = ConfigurationOptions.reader.read(at: configurationOptions.path)
        problems.filter { $0.severity == .error }.forEach(ProblemText.complain)
        // What is wrong with one topic is no reason not to list the others.
        let folder = TopicSource.directory(at: configurationOptions.path)
        let topics = configuration?.topics ?? TopicFile.readDirectory(folder).topics
        let told = try readStore(at: ConfigurationOptions.reader.storePath(at: configurationOptions.path))
        let lines = topics.map { line($0, told) }
        if formatOptions.format == .json {
            for line in lines { Terminal.print(try FormatOptions.json(line)) }
        } else {
            printTable(lines)
        }
        if configuration == nil { throw ExitCode.configurationInvalid }
    }

    /// A store that is not there yet knows nothing; of one that cannot be read a note says why.
    private func readStore(at path: String) throws -> Told {
        do throws(StoreError) {
            let store = try StoreReader(path: path)
            let alerts = try store.alertsByTopic(since: Span(.seconds(Self.days * 86_400)).ago)
            let age = try store.oldestEntrySeen().map { Span(.zero).ago.seconds - $0.seconds } ?? 0
            let held = Dictionary(try store.heldAlerts().map { ($0.topic, $0.count) }, uniquingKeysWith: +)
            return Told(
                alerts: alerts, mutes: try store.mutes(at: Span(.zero).ago), held: held,
                days: min(Double(Self.days), max(1, Double(age) / 86_400)))
        } catch {
            if case .missing = error { return Told() }
            Terminal.complain("note: what the topics told is not known: \(error)")
            return Told()
        }
    }

    private func line(_ topic: Topic, _ told: Told) -> Line {
        let alerts = told.alerts[topic.id]
        let rate = Double(alerts?.recent ?? 0) / told.days
        return Line(
            id: topic.id, name: topic.name, threshold: topic.threshold, priority: topic.priority.name,
            signals: topic.signals.count, groups: topic.groups.count, alerts7d: alerts?.recent ?? 0,
            alertsPerDay: (rate * 100).rounded() / 100, lastAlert: alerts?.last.rfc3339,
            attention: topic.attention == .none ? nil : topic.attention.description,
            mutedUntil: told.mutes[topic.id]?.rfc3339, held: told.held[topic.id] ?? 0)
    }

    private func printTable(_ lines: [Line]) {
        let width = max(18, (lines.map(\.id.cells).max() ?? 0) + 2)
        for line in lines {
            let counts = "\(line.signals) signals, \(line.groups) groups"
            let alerts = "\(line.alerts7d) alerts in \(Self.days) d (\(line.alertsPerDay.points) a day)"
            Terminal.print(
                line.id.padded(to: width) + "≥ \(line.threshold.points)  " + line.priority.padded(to: 9)
                    + counts.padded(to: 23) + alerts.padded(to: 32)
                    + (line.lastAlert.map { "last \($0)" } ?? "never fired").padded(to: 27)
                    + Printable.line(line.name))
            let notes = [
                line.mutedUntil.map { "muted until \($0)" }, line.held > 0 ? "\(line.held) held" : nil, line.attention,
            ].compactMap(\.self)
            if !notes.isEmpty { Terminal.print("".padded(to: width) + notes.joined(separator: ", ")) }
        }
    }
}
