// SPDX-License-Identifier: Apache-2.0
// Every sample feed against the expected values of its manifest.

import Foundation
import Model
import TestSupport
import Testing

@testable import Parsing

@Suite struct CorpusTests {
    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `every sample feed parses or fails as its manifest says`() throws {
        var score = Score()
        for file in try SampleFeed.all() { try score.add(file) }
        print(score.report)
        #expect(score.misses == [])
        #expect(score.wrongVerdicts == [])
        #expect(score.needlessExceptions == [])
    }

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `every sample subscription list gives the feeds and folders that its manifest counts`() throws {
        let manifest = try JSONDecoder().decode(ListManifest.self, from: Data(Corpus.bytes("opml/manifest.json")))
        for file in manifest.files {
            let list = try OPML.read(Corpus.bytes("opml/" + file.file))
            #expect(list.feeds.count == file.feeds, "\(file.file)")
            #expect(list.folderCount == file.folders, "\(file.file)")
        }
    }
}

private struct ListManifest: Decodable {
    struct File: Decodable {
        let file: String
        let feeds: Int
        let folders: Int
    }

    let files: [File]
}

/// A value that is a text in nearly every line of the manifest.
private struct LooseText: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
    }
}

private struct SampleFeed: Decodable {
    let file: String
    let entries: Int?
    let feed_title: LooseText?
    let first_entry_title: LooseText?
    let first_entry_link: String?
    let first_entry_id: String?
    let first_entry_published: String?
    let expect_error: Bool?

    private struct Manifest: Decodable {
        let files: [SampleFeed]
    }

    static func all() throws -> [SampleFeed] {
        try JSONDecoder().decode(Manifest.self, from: Data(Corpus.bytes("manifest.json"))).files
    }
}

private struct Score {
    private var right: [String: Int] = [:]
    private var total: [String: Int] = [:]
    private(set) var misses: [String] = []
    private var excused: Set<String> = []
    private(set) var wrongVerdicts: [String] = []

    /// RSS 1.1 with a misplaced attribute: invalid, yet well-formed and with entries to read, as in its twin
    /// `neg-anyerss.xml`, of which the manifest expects the entries.
    private static let readThoughInvalid: Set<String> = ["feedvalidator/neg-anyarss.xml"]

    /// Values that we do not give as the manifest has them, and why.
    private static let exceptions = [
        "entries fastfeedparser/rss-prefixed-namespace.xml":
            "ill-formed, and its entries are there to read; no other parser agrees that there are none",
        "entries synthetic/deep-nesting.xml": "the manifest takes one entry for as good as none",
        "feed_title miniflux/windows-1252-incorrect-prolog.xml":
            "declares windows-1252 and is UTF-8: it is read as what it is",
        "feed_title rome/rss_1.0_DC_Sy.xml":
            "the channel's own title goes before dc:title; no other parser agrees with the manifest",
        "first_entry_id feedkit/Ampersand.xml": "utm;_medium: feedparser puts semicolons after bare ampersands",
        "first_entry_link feed-rs/atom_example_7.xml": "an id that is no address is no link",
        "first_entry_link node-feedparser/complexNamespaceFeed.xml": "an id that is no address is no link",
        "first_entry_link reader/empty.atom": "an id that is no address is no link",
        "first_entry_link rome/atom_0.3.xml": "the alternate link, whatever its type, is more of a link than the id",
        "first_entry_link rome/atom_0.3_DC_Sy.xml":
            "the alternate link, whatever its type, is more of a link than the id",
    ]

    /// Exceptions of which nothing is left.
    var needlessExceptions: [String] { Self.exceptions.keys.filter { !excused.contains($0) }.sorted() }

    var report: String {
        let fields = total.keys.sorted().map { "\($0) \(right[$0] ?? 0)/\(total[$0] ?? 0)" }
        return (misses + fields + wrongVerdicts.map { "verdict: \($0)" }).joined(separator: "\n")
    }

    mutating func add(_ sample: SampleFeed) throws {
        let body = try Corpus.bytes("feeds/" + sample.file)
        let feed: ParsedFeed
        do throws(ParseError) {
            feed = try FeedParser().parse(body)
        } catch {
            if sample.expect_error != true { wrongVerdicts.append("\(sample.file): \(error)") }
            if sample.expect_error == nil { compare(sample, nil) }
            return
        }
        if sample.expect_error == true {
            if !feed.entries.isEmpty, !Self.readThoughInvalid.contains(sample.file) {
                wrongVerdicts.append("\(sample.file): read")
            }
            return
        }
        compare(sample, feed)
    }

    private mutating func compare(_ sample: SampleFeed, _ feed: ParsedFeed?) {
        let entries = feed?.entries() ?? []
        let first = entries.first
        let raw = feed?.entries.first
        check("entries", sample, sample.entries.map { "\($0)" }, ["\(entries.count)"])
        check("feed_title", sample, sample.feed_title?.text.map(plain), [plain(feed?.titleText ?? "")])
        check("first_entry_title", sample, sample.first_entry_title?.text.map(plain), [plain(first?.title ?? "")])
        check(
            "first_entry_link", sample, sample.first_entry_link,
            [first?.url ?? ""] + (raw?.links.map(\.href) ?? []).filter { first?.url?.hasSuffix($0) ?? false })
        check("first_entry_id", sample, sample.first_entry_id, [first?.id ?? ""])
        check("first_entry_published", sample, sample.first_entry_published, [first?.published?.rfc3339 ?? ""])
    }

    private func plain(_ text: String) -> String {
        Markup(
            bytes: Array(text.utf8), isHTML: text.contains("<") && text.contains(">") || text.contains("&"), base: nil
        ).line
    }

    private mutating func check(_ field: String, _ sample: SampleFeed, _ expected: String?, _ values: [String]) {
        guard let expected else { return }
        total[field, default: 0] += 1
        if values.contains(expected)
            || !expected.isEmpty && !expected.contains(":") && values[0].hasSuffix("/" + expected.drop { $0 == "/" })
        {
            right[field, default: 0] += 1
        } else if Self.exceptions["\(field) \(sample.file)"] != nil {
            excused.insert("\(field) \(sample.file)")
        } else {
            misses.append("\(field) \(sample.file): expected \(expected.prefix(90)) got \(values[0].prefix(90))")
        }
    }
}
