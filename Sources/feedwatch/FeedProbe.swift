// SPDX-License-Identifier: Apache-2.0
// Looks for the feeds of a page over the network: one request at a time, each candidate read before it counts.

import Configuring
import Fetching
import Model
import Parsing
import Watching
import Wording

/// One search. The page that the user named may be on a private address; what it names only if it is on the same server.
struct FeedProbe {
    private let fetcher: Fetcher
    private let proxy: FeedProxy
    private let parser = FeedParser()
    private let tell: (FoundFeed, ParsedFeed) throws -> Void
    /// Host and port of the page, if they are on a private address.
    private(set) var privateServer: String?
    /// Canonical addresses of what was found.
    private var found: Set<String> = []
    private(set) var remarks: [String] = []

    private static let maximumRequests = 24

    /// `tell` gets each feed when it is found.
    init(_ settings: FetchSettings, tell: @escaping (FoundFeed, ParsedFeed) throws -> Void) {
        fetcher = Fetcher(limits: FetchLimits(settings), userAgent: settings.agent)
        proxy = settings.wayOut
        self.tell = tell
    }

    /// Whether anything was found.
    mutating func search(_ url: String) async throws -> Bool {
        var page = url
        switch await fetchPage(url) {
        case .changed(let document):
            page = document.url
            try await search(document, url)
        case .failed(let failure):
            guard case .http = failure.kind else { throw Failure(failure.message) }
            remarks.append(failure.message)
            try await verify(FeedDiscovery.candidates(forAddress: url))
        case .gone: throw Failure("\(url) is gone")
        case .retryAfter(let wait, _): throw Failure("\(url): the server asks to wait \(wait.components.seconds)s")
        case .notModified: break
        }
        if found.isEmpty { try await verify(FeedDiscovery.guesses(for: page), stopsAtFirst: true) }
        return !found.isEmpty
    }

    func shutdown() async {
        await fetcher.shutdown()
    }

    /// The user typed this address, which is leave enough to look into their own network; the rules of `Fetching` decide
    /// whether that is where it leads.
    private mutating func fetchPage(_ url: String) async -> FetchOutcome {
        let outcome = await fetcher.fetch(FetchRequest(url: url, proxy: proxy))
        guard case .failed(let failure) = outcome, failure.kind == .blockedAddress else { return outcome }
        privateServer = Self.server(of: url)
        return await fetcher.fetch(FetchRequest(url: url, allowsPrivateAddress: true, proxy: proxy))
    }

    private mutating func search(_ document: FetchedDocument, _ url: String) async throws {
        if let feed = read(document) {
            guard feed.format != .opml else {
                throw Failure("\(url) is a subscription list: save it, and `feedwatch feeds import FILE`")
            }
            let own = Subscription(url: url).shownURL == url ? url : document.url
            return try add(
                FoundFeed(url: document.movedTo ?? own, feed: feed, origin: "itself"), feed, document)
        }
        let page = FeedDiscovery.candidates(
            in: document.body, contentType: document.contentType, url: document.url)
        let asked = FeedDiscovery.candidates(forAddress: url).filter { !page.map(\.url).contains($0.url) }
        try await verify(page.filter { !$0.isOfComments } + asked + page.filter(\.isOfComments))
    }

    private mutating func verify(_ candidates: [FeedCandidate], stopsAtFirst: Bool = false) async throws {
        for (index, candidate) in candidates.enumerated() {
            guard index < Self.maximumRequests else {
                remarks.append("\(candidates.count - index) more candidates were not looked at")
                return
            }
            try await verify(candidate)
            if stopsAtFirst, !found.isEmpty { return }
        }
    }

    private mutating func verify(_ candidate: FeedCandidate) async throws {
        guard !found.contains(identity(candidate.url)) else { return }
        let request = FetchRequest(
            url: candidate.url,
            allowsPrivateAddress: privateServer != nil && Self.server(of: candidate.url) == privateServer,
            proxy: proxy)
        switch await fetcher.fetch(request) {
        case .changed(let document):
            guard let feed = read(document), feed.format != .opml else { return remark(candidate, "is no feed") }
            try add(
                FoundFeed(
                    url: document.movedTo ?? candidate.url, feed: feed, origin: candidate.origin.rawValue), feed,
                document)
        case .failed(let failure): remark(candidate, failure.message)
        case .gone: remark(candidate, "is gone")
        case .retryAfter(_, let status): remark(candidate, "HTTP \(status), asked to wait")
        case .notModified: break
        }
    }

    private func read(_ document: FetchedDocument) -> ParsedFeed? {
        let feed = try? parser.parse(document.body, contentType: document.contentType, baseURL: document.url)
        return feed?.format == .unknown ? nil : feed
    }

    private mutating func add(_ found: FoundFeed, _ feed: ParsedFeed, _ document: FetchedDocument) throws {
        let isNew = self.found.insert(identity(document.url)).inserted
        self.found.insert(identity(found.url))
        if isNew { try tell(found, feed) }
    }

    private static func server(of url: String) -> String? {
        CanonicalURL.of(url).map { String($0.dropFirst("https://".count).prefix { $0 != "/" }) }
    }

    private func identity(_ url: String) -> String { CanonicalURL.of(url) ?? url }

    /// What a page declares and does not keep is worth a word; that a mere guess is wrong is not.
    private mutating func remark(_ candidate: FeedCandidate, _ what: String) {
        guard candidate.origin == .declared else { return }
        remarks.append(what.hasPrefix("fetch ") ? what : "\(candidate.url) \(what)")
    }
}
