// SPDX-License-Identifier: Apache-2.0
// The entries that a topic is tried on: of a file, a server, standard input or the store.

import Configuring
import Fetching
import Matching
import Model
import Parsing
import Storing
import Watching

struct TrialInput {
    /// A path, a URL or `-`; `nil` for the store.
    private let input: String?
    private let options: ConfigurationOptions
    private let since: Span
    /// The configuration, as far as it can be read: a topic can be tried beside a broken feed list.
    private let settings: Configuration?
    private let feeds: [String: Feed]

    /// `since` bounds what is taken of the store.
    init(_ input: String?, _ options: ConfigurationOptions, since: Span) {
        (self.input, self.options, self.since) = (input, options, since)
        settings = ConfigurationOptions.reader.read(at: options.path).configuration
        feeds = Dictionary((settings?.feeds ?? []).map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// For a person: what the entries are of.
    var name: String {
        input.map { $0 == "-" ? "standard input" : $0 } ?? "the store, of the last \(since.duration.inWords)"
    }

    /// Calls `body` with each entry and its feed, where that is known, in the order of the document or of arrival.
    func forEach(_ body: (Entry, Feed?) throws -> Void) async throws {
        guard let input else { return try forEachStored(body) }
        if input.contains("://") {
            let document = try await fetch(input)
            try forEach(
                in: document.body, contentType: document.contentType, url: document.url, from: feeds[input], body)
        } else {
            try forEach(in: try InputFile.bytes(input), contentType: nil, url: nil, from: nil, body)
        }
    }

    private func forEach(
        in bytes: [UInt8], contentType: String?, url: String?, from feed: Feed?, _ body: (Entry, Feed?) throws -> Void
    ) throws {
        let parsed = try? FeedParser().parse(bytes, contentType: contentType, baseURL: url)
        if let parsed, parsed.format != .unknown, parsed.format != .opml {
            let entries = parsed.entries()
            let census = BlockCensus(first: entries)
            return try entries.forEach { try body($0.without(census.furniture(of: $0)), feed) }
        }
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return try forEachLine(of: bytes, body) }
        guard let entry = PageDocument.entry(of: bytes, contentType: contentType, url: url) else {
            throw Failure("\(name) is neither a feed nor a page nor a text")
        }
        try body(entry, feed)
    }

    private func forEachLine(of bytes: [UInt8], _ body: (Entry, Feed?) throws -> Void) throws {
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            let read = try EntryLine.decode(String(decoding: line, as: UTF8.self), at: "\(name):\(number)")
            try body(read.entry(isHTML: false), read.feed.map { feeds[$0] ?? Feed(url: $0) })
        }
    }
}

extension TrialInput {
    /// The URL was typed by the user, which is the same leave as `allow_private: true`. A configured feed is asked for as
    /// its configuration says.
    private func fetch(_ url: String) async throws -> FetchedDocument {
        let fetch = settings?.fetch ?? FetchSettings()
        let fetcher = Fetcher(limits: FetchLimits(fetch), userAgent: fetch.agent)
        let feed = feeds[url]
        let outcome = await fetcher.fetch(
            FetchRequest(
                url: url, allowsPrivateAddress: true, credentials: feed?.credentials,
                proxy: feed?.proxy ?? fetch.wayOut,
                asking: feed?.asking ?? Asking()))
        await fetcher.shutdown()
        switch outcome {
        case .changed(let document): return document
        case .failed(let failure): throw Failure(failure.message)
        case .gone: throw Failure("fetch \(url): 410 Gone")
        case .retryAfter(let wait, let status):
            throw Failure("fetch \(url): HTTP \(status), the server asks to wait \(wait.inWords)")
        case .notModified: throw Failure("fetch \(url): not modified")
        }
    }

    private func forEachStored(_ body: (Entry, Feed?) throws -> Void) throws {
        let store: StoreReader
        do throws(StoreError) {
            store = try StoreReader(path: ConfigurationOptions.reader.storePath(at: options.path))
        } catch {
            let advice = "give a feed, page or text to try the topic on: a file, a URL, or - for standard input"
            throw Failure("nothing is stored to try the topic on (\(error)); \(advice)")
        }
        try store.forEachEntry(since: since.ago, saying: "entries tried") { stored in
            try body(stored.entry.without(stored.furniture), feeds[stored.feed] ?? Feed(url: stored.feed))
        }
    }
}
