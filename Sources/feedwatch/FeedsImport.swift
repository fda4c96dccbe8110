// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Parsing
import Watching

struct FeedsImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over the feeds of OPML files, as other readers export them.",
        discussion: """
            New feeds are added at the end of feeds.yaml, of which every other byte stays; their folders become tags. \
            Feeds that are configured already stay as they are. What cannot be taken over is named with file, line and \
            column. A running daemon takes it by itself. - is standard input.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Flag(help: "Say what would be added, and write nothing.")
    var dryRun = false

    @Argument(help: "The OPML files.")
    var files: [String]

    func run() throws {
        var lists = FeedImport(into: try configurationOptions.read().feeds)
        for file in files { lists.take(try document(file), from: file) }
        if !lists.added.isEmpty { try write(lists.added) }
        for known in lists.known {
            let spelling = known.listed == known.url ? "" : " as \(known.listed)"
            complain(known.place, "note", "'\(known.url)' is already listed\(spelling)")
        }
        for loss in lists.losses { complain(loss.place, "warning", "not taken over: \(loss.what)") }
        for refused in lists.refused { complain(refused.place, "warning", refused.reason) }
        try report(lists)
        if lists.added.isEmpty, lists.known.isEmpty, !lists.refused.isEmpty { throw ExitCode.failure }
    }

    private func document(_ file: String) throws -> OPMLDocument {
        let bytes = try InputFile.bytes(file)
        do {
            return try OPML.read(bytes)
        } catch {
            throw Failure("\(file): \(error); nothing was imported")
        }
    }

    private func write(_ feeds: [Subscription]) throws {
        let change = try configurationOptions.feedLists.adding(feeds)
        if !dryRun { try change.write() }
    }

    private func complain(_ place: String, _ severity: String, _ text: String) {
        if formatOptions.format == .text { Terminal.complain("\(place): \(severity): \(Printable.line(text))") }
    }

    private func report(_ lists: FeedImport) throws {
        if formatOptions.format == .json { return Terminal.print(try FormatOptions.json(Report(lists, dryRun))) }
        if dryRun {
            for feed in lists.added {
                let parts = [
                    feed.url, feed.title ?? "", feed.tags.isEmpty ? "" : "[\(feed.tags.joined(separator: ", "))]",
                ]
                Terminal.print(parts.filter { !$0.isEmpty }.map(Printable.line).joined(separator: "  "))
            }
        }
        Terminal.print(
            "\(dryRun ? "would add" : "added") \(lists.added.count), already there \(lists.known.count), "
                + "refused \(lists.refused.count)")
    }
}

/// What is printed as JSON.
private struct Report: Encodable {
    struct Added: Encodable {
        let url: String
        let title: String?
        let tags: [String]
    }

    let added: [Added]
    let known: [FeedImport.Known]
    let refused: [FeedImport.Refused]
    let losses: [FeedImport.Loss]
    let dryRun: Bool

    init(_ lists: FeedImport, _ dryRun: Bool) {
        added = lists.added.map { Added(url: $0.url, title: $0.title, tags: $0.tags) }
        known = lists.known
        refused = lists.refused
        losses = lists.losses
        self.dryRun = dryRun
    }

    enum CodingKeys: String, CodingKey {
        case added, refused
        case losses = "not_taken_over"
        case known = "already_there"
        case dryRun = "dry_run"
    }
}
