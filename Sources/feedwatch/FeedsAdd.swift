// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model
import Parsing
import Watching
import Wording

struct FeedsAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Find a feed, show what comes from it, and put it on the feed list.",
        discussion: """
            The address may be a feed or a page that has one; of several, name one. It is fetched once, and shown with what \
            the topics would have matched in it. It becomes the last item of feeds.yaml, of which every other byte stays. A \
            feed that is listed already is no failure, and stays as it is.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(help: "Your own name for the feed.")
    var title: String?

    @Option(name: .customLong("tag"), help: "A word by which topics choose feeds; may be given several times.")
    var tags: [String] = []

    @Option(name: .customLong("topic"), help: "One of the only topics that look at it; may be given several times.")
    var topics: [String] = []

    @Option(help: "How often it is polled, such as 15m.")
    var every: Span?

    @Flag(help: "It may be on a loopback, link-local or private address.")
    var allowPrivate = false

    @Flag(help: "Put it on the list whatever comes from it.")
    var force = false

    @Flag(help: "Show what comes, and write nothing.")
    var dryRun = false

    @Argument(help: ArgumentHelp("The address of a feed or of a page.", valueName: "URL"))
    var url: String

    func run() async throws {
        let configuration = try configurationOptions.read()
        try requireTopics(in: configuration)
        let address = address(in: configuration)
        if let listed = configuration.feed(at: address) { return tellListed(listed) }
        guard let (found, feed) = try await find(address, configuration.fetch) else {
            return try write(address, found: nil, matches: [])
        }
        if let listed = configuration.feed(at: found.url) { return tellListed(listed) }
        try write(found.url, found: found, matches: matches(in: feed, at: found.url, configuration.topics))
    }

    private func requireTopics(in configuration: Configuration) throws {
        let known = configuration.topics.map(\.id)
        guard let unknown = topics.first(where: { !known.contains($0) }) else { return }
        throw Failure("no topic '\(unknown)'; there are \(known.joined(separator: ", "))")
    }

    /// As a browser's address line takes it; a file's name as feeds.yaml does.
    private func address(in configuration: Configuration) -> String {
        let url = FeedScheme.stripped(url)
        if url.hasPrefix("file:"), !url.hasPrefix("file:/") {
            return "file://\(configuration.directory)/\(url.dropFirst(5))"
        }
        return url.contains(":") && !url.contains(".") || url.contains("://") || url.hasPrefix("file:")
            ? url : "https://" + url
    }

    private func tellListed(_ feed: Feed) {
        Terminal.complain("\(Printable.line(feed.url)) is on the list already")
    }

    /// `nil` where nothing was found, which the user said does not matter.
    private func find(_ address: String, _ settings: FetchSettings) async throws -> (FoundFeed, ParsedFeed)? {
        var found: [(FoundFeed, ParsedFeed)] = []
        var probe = FeedProbe(settings) { found.append(($0, $1)) }
        var trouble: String?
        do {
            if try await !probe.search(address) { trouble = "no feed found at \(address)" }
        } catch let failure as Failure {
            trouble = failure.description
        }
        await probe.shutdown()
        let notes = probe.remarks + (force ? [trouble].compactMap(\.self) : [])
        for note in notes { Terminal.complain("note: " + Printable.line(note)) }
        if let trouble {
            guard force else {
                throw Failure("\(trouble); nothing was written (--force puts it on the list all the same)")
            }
            return nil
        }
        if let server = probe.privateServer, !allowPrivate {
            throw Failure("\(server) is a private address; if the feed is meant to be there, add --allow-private")
        }
        guard found.count > 1 else { return found.first }
        for (feed, _) in found {
            Terminal.print(formatOptions.format == .json ? try FormatOptions.json(feed) : feed.line)
        }
        throw Failure("\(found.count) feeds found at \(address); name one of them")
    }

    private func matches(in feed: ParsedFeed, at url: String, _ topics: [Topic]) -> [AddedFeed.Match] {
        let matcher = TopicMatcher(topics: topics)
        let feedMeant = Feed(url: url, tags: tags, topics: self.topics.isEmpty ? nil : self.topics)
        let entries = feed.entries()
        let census = BlockCensus(first: entries)
        return entries.flatMap { entry in
            matcher.match(entry, leavingOut: census.furniture(of: entry), from: feedMeant).map { match in
                AddedFeed.Match(topic: match.topic, score: match.score, title: entry.title)
            }
        }
    }

    private func write(_ url: String, found: FoundFeed?, matches: [AddedFeed.Match]) throws {
        var feed = Subscription(url: url, title: title, tags: tags)
        feed.every = every?.duration
        feed.topics = topics.isEmpty ? nil : topics
        feed.allowsPrivateAddress = allowPrivate
        let change: FeedListChange
        do {
            change = try configurationOptions.feedLists.adding([feed])
        } catch {
            throw Failure("\(error)")
        }
        if !dryRun { try change.write() }
        let added = AddedFeed(
            url: url, found: found, matches: matches, file: change.path, line: change.line, isWritten: !dryRun)
        if formatOptions.format == .json { return Terminal.print(try FormatOptions.json(added)) }
        added.lines.forEach(Terminal.print)
        if !dryRun { try configurationOptions.reloadDaemon() }
    }
}

extension Configuration {
    /// The feed that is listed at this address, in any spelling.
    fileprivate func feed(at url: String) -> Feed? {
        let identity = CanonicalURL.of(url) ?? url
        return feeds.first { (CanonicalURL.of($0.url) ?? $0.url) == identity }
    }
}
