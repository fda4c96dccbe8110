// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Matching
import Model

struct MatchEntries: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Match entries on standard input against the topics: JSON Lines in, JSON Lines out, in order.",
        discussion: """
            A line is {"id","title","summary","content","link","published","feed"}, its fields visible text. The answer is \
            {"id","matches":[{"topic","score","evidence":[…]}]}, offsets in Unicode scalars of the NFC text. Needs no \
            feeds and no store.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Flag(help: "Reduce the fields from HTML to visible text first.")
    var html = false

    func run() throws {
        let matcher = TopicMatcher(topics: try topics())
        var number = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            if line.isEmpty { continue }
            let input = try EntryLine.decode(line, at: "line \(number)")
            guard let id = input.id else { throw Failure("line \(number): an entry without \"id\"") }
            let entry = input.entry(isHTML: html)
            Terminal.print(
                MatchLine.json(id: id, matches: matcher.match(entry, from: input.feed.map { Feed(url: $0) })))
        }
    }

    private func topics() throws -> [Topic] {
        try TopicSource.topics(at: configurationOptions.path)
    }
}
