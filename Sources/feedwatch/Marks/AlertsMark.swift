// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Model
import Storing

struct AlertsMark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Say whether an alert was right; topics learn from it.",
        discussion: """
            Kept with the entry, for `topics suggest`, `topics score --verdicts` and `verdicts list`, also when the entry \
            is forgotten. A second mark takes the first one's place. What should have been told and was not: `entries mark`.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: "The id, or its beginning; the # of the log may stay.")
    var id: String

    @Argument(help: MarkWord.help)
    var verdict: MarkWord

    func run() async throws {
        let store = try configurationOptions.openStore()
        let stored = try store.alert(named: id)
        guard stored.alert.carried == nil else {
            throw Failure("alert \(id) stands for several: mark those that 'feedwatch alerts show \(id)' names")
        }
        guard let entry = try store.entry(ofAlert: stored.row) else {
            throw Failure("the entry of alert \(id) is no longer stored (retention.entries)")
        }
        try await configurationOptions.make(
            Mark(
                entry: entry.row, topic: stored.alert.topic, isRelevant: verdict.isRelevant, alert: stored.alert.id))
    }
}
