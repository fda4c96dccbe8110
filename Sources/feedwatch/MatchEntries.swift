// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Matching
import Model
import Wording

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
            let input = try decode(line, number: number)
            let entry = input.entry(isHTML: html)
            Terminal.print(
                MatchLine.json(id: input.id, matches: matcher.match(entry, from: input.feed.map { Feed(url: $0) })))
        }
    }

    private func topics() throws -> [Topic] {
        try TopicSource.topics(at: configurationOptions.path)
    }

    private func decode(_ line: String, number: Int) throws -> EntryLine {
        do {
            return try JSONDecoder().decode(EntryLine.self, from: Data(line.utf8))
        } catch {
            throw Failure(
                "line \(number): not an entry; expected one JSON object with \"id\" and, where known, \"title\", "
                    + "\"summary\", \"content\", all of them text")
        }
    }
}

/// An entry as `match` reads it.
private struct EntryLine: Decodable {
    let id: String
    let title: String?
    let summary: String?
    let content: String?
    let link: String?
    let feed: String?
    let author: String?
    let url: String?
    let language: String?
    let categories: Categories?

    /// A list, or one text.
    enum Categories: Decodable {
        case list([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                self = .list([one])
            } else {
                self = .list(try container.decode([String].self))
            }
        }
    }

    func entry(isHTML: Bool) -> Entry {
        Entry(
            id: id, title: text(title, isHTML), url: url ?? link, summary: text(summary, isHTML),
            content: text(content, isHTML), author: text(author, isHTML),
            categories: categories.map { if case .list(let list) = $0 { list } else { [] } } ?? [], language: language)
    }

    /// NFC: the offsets of evidence count its scalars.
    private func text(_ field: String?, _ isHTML: Bool) -> String {
        guard let field else { return "" }
        return isHTML ? VisibleText.ofHTML(field) : field.precomposedStringWithCanonicalMapping
    }
}
