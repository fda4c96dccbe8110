// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model
import Querying
import Storing

struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stored entries that match a query, newest first.",
        discussion: """
            A query is an expression of the topic language: blinken NEAR/8 beijing, "export controls" | 出口管制, \
            title: taiwan AND NOT semiconductor*. Quote it for the shell. Works beside a running daemon.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(name: [.short, .long], parsing: .unconditional, help: "How many at most; 0 for all.")
    var limit = 20

    @Option(parsing: .unconditional, help: "Only entries first seen within this time until now, such as 24h or 7d.")
    var since: Span?

    @Option(help: "Only entries of feeds whose address or title holds this.")
    var feed: String?

    @Option(help: "The topic whose @groups the query may name.")
    var topic: String?

    @Argument(help: "What to look for.")
    var query: [String]

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit takes 0 or more") }
    }

    func run() throws {
        let query = try StoredQuery(query.joined(separator: " "), groups: groups(), hasTopic: topic != nil)
        let store = try configurationOptions.openStore()
        var search = try EntrySearch(store: store, query: query, since: since?.ago, feed: feed)
        var found = 0
        while limit == 0 || found < limit, let hit = try search.next() {
            found += 1
            Terminal.print(formatOptions.format == .json ? try FormatOptions.json(hit) : hit.text)
        }
        if found == 0, Terminal.isErrorTerminal { Terminal.complain("no stored entry matches") }
    }

    private func groups() throws -> [Topic.Group] {
        guard let topic else { return [] }
        let topics = try TopicSource.topics(at: configurationOptions.path)
        guard let found = topics.first(where: { $0.id == topic }) else {
            throw Failure(TopicSource.noTopic(topic, in: TopicSource.directory(at: configurationOptions.path)))
        }
        return found.groups
    }
}

/// A query as the index and as the matcher take it.
struct StoredQuery {
    let pattern: SearchPattern
    let matcher: TopicMatcher

    /// Prints what is wrong with the query and ends with status 2.
    init(_ text: String, groups: [Topic.Group], hasTopic: Bool) throws {
        let source = QuerySource(groups: groups.map { ($0.name, $0.items) }, signals: [text])
        let (queries, problems) = QuerySet.read(source)
        for problem in problems where !problem.isWarning { Self.complain(of: problem, hasTopic: hasTopic) }
        guard let queries else { throw ExitCode.validationFailure }
        pattern = SearchPattern(queries)
        // One signal, worth the same wherever it holds.
        matcher = TopicMatcher(topics: [
            Topic(
                id: "search", groups: groups, signals: [Topic.Signal(points: 1, expression: text)],
                weights: Topic.defaultWeights.mapValues { _ in 1 }, bodyCap: 1)
        ])
    }

    /// Without --topic there is no group, and no file to write one into.
    private static func complain(of problem: QueryProblem, hasTopic: Bool) {
        let isGroup = !hasTopic && problem.message.hasPrefix("unknown group ")
        let advice = isGroup ? "groups are a topic's: name it by --topic" : problem.advice
        Terminal.complain("query:\(problem.column): error: \(problem.message); \(advice)")
    }
}
