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

    @Flag(help: "Take all lines of one feed for its first document, and leave out the text that it repeats.")
    var furniture = false

    func run() throws {
        let matcher = TopicMatcher(topics: try topics())
        var document: [FeedEntry] = []
        var number = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            if line.isEmpty { continue }
            let input = try EntryLine.decode(line, at: "line \(number)")
            guard let id = input.id else { throw Failure("line \(number): an entry without \"id\"") }
            let entry = FeedEntry(id: id, feed: input.feed, entry: input.entry(isHTML: html))
            if furniture { document.append(entry) } else { Terminal.print(entry.matched(by: matcher)) }
        }
        let censuses = Dictionary(grouping: document, by: \.feed).mapValues { BlockCensus(first: $0.map(\.entry)) }
        for entry in document { Terminal.print(entry.matched(by: matcher, without: censuses[entry.feed])) }
    }

    private func topics() throws -> [Topic] {
        try TopicSource.topics(at: configurationOptions.path)
    }
}

/// An entry and where it is said to come from.
private struct FeedEntry {
    let id: String
    let feed: String?
    let entry: Entry

    func matched(by matcher: TopicMatcher, without census: BlockCensus? = nil) -> String {
        let furniture = census?.furniture(of: entry) ?? .none
        return MatchLine.json(
            id: id, matches: matcher.match(entry, leavingOut: furniture, from: feed.map { Feed(url: $0) }))
    }
}
