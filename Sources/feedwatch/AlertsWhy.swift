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
        abstract: "The proof of an alert: each signal that held, its points, and the words found.",
        discussion: """
            The proof is the one kept with the alert. With --topic the entry is matched anew against that topic as it is now, \
            which also tells why it does not match.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: "The alert's id, or its beginning; the # of the log may stay.")
    var id: String

    @Option(help: "Ask about this topic, as it is now.")
    var topic: String?

    func run() throws {
        let store = try configurationOptions.openStore()
        let stored = try store.alert(named: id)
        guard let topic else { return Terminal.print(AlertText.proof(stored.alert)) }
        guard let entry = try store.entry(ofAlert: stored.row)?.entry else {
            throw Failure("the entry of alert \(id) is no longer stored (retention.entries)")
        }
        let configuration = try configurationOptions.read()
        guard let verdict = TopicMatcher(topics: configuration.topics).verdict(of: entry, on: topic) else {
            throw Failure("no topic \(topic); there are \(configuration.topics.map(\.id).joined(separator: ", "))")
        }
        Terminal.print(VerdictText.lines(verdict, topic: topic, entry: entry))
    }
}
