// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model
import Storing

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the configuration and print every problem in it.",
        discussion:
            "Ends with status 3 where there is an error. With --store it also tries the topics on what is stored.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Flag(help: "Say what each topic would have matched among the stored entries.")
    var store = false

    func run() throws {
        let configuration = try configurationOptions.read(withWarnings: true)
        Terminal.print("\(configuration.feeds.count) feeds, \(configuration.topics.count) topics: no errors")
        if store { try backtest(configuration) }
    }

    private func backtest(_ configuration: Configuration) throws {
        let store = try configurationOptions.openStore()
        let matcher = TopicMatcher(topics: configuration.topics)
        let feeds = Dictionary(configuration.feeds.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        var matched: [String: Int] = [:]
        var (looked, last) = (0, Int64(0))
        while true {
            let entries = try store.entries(after: last, limit: 500)
            guard let newest = entries.last else { break }
            (looked, last) = (looked + entries.count, newest.row)
            for stored in entries {
                for match in matcher.match(stored.entry, from: feeds[stored.feed]) {
                    matched[match.topic, default: 0] += 1
                }
            }
        }
        for topic in configuration.topics {
            Terminal.print("\(topic.id): matched \(matched[topic.id] ?? 0) of \(looked) entries")
        }
    }
}
