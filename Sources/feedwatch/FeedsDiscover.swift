// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Parsing
import Watching

struct FeedsDiscover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover", abstract: "Find the feeds of a web page.",
        discussion: """
            Prints a line a feed: URL, title, format, entries. Each is fetched and read first, one after the other: what \
            the page declares, what sites of its kind have, what it links to, and only where that gives nothing the usual \
            places. A FILE is searched without the network, its candidates are not fetched. - is standard input. Ends with \
            status 1 where there is none.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(name: .customLong("base-url"), help: "The URL that FILE was served from; links are resolved against it.")
    var baseURL: String?

    @Argument(help: ArgumentHelp("The page's address, or a file.", valueName: "URL|FILE"))
    var page: String

    func run() async throws {
        let isFound = isFile ? try searchFile() : try await searchWeb(address)
        guard isFound else {
            throw Failure(
                "no feed found at \(page); where its pages speak of RSS or Atom, give the page that does, or the link itself"
            )
        }
    }

    private var isFile: Bool {
        page == "-" || !page.contains("://") && FileManager.default.fileExists(atPath: page)
    }

    /// As a browser's address line takes it.
    private var address: String {
        let url = FeedScheme.stripped(page)
        return url.contains("://") ? url : "https://" + url
    }

    private func tell(_ feed: FoundFeed) throws {
        Terminal.print(formatOptions.format == .json ? try FormatOptions.json(feed) : feed.line)
    }

    private func searchFile() throws -> Bool {
        let bytes = try InputFile.bytes(page)
        if let feed = try? FeedParser().parse(bytes, baseURL: baseURL), ![.opml, .unknown].contains(feed.format) {
            try tell(FoundFeed(url: baseURL ?? page, feed: feed, origin: "itself"))
            return true
        }
        let candidates = FeedDiscovery.candidates(in: bytes, url: baseURL)
        for candidate in candidates { try tell(FoundFeed(candidate)) }
        if candidates.contains(where: { !URLReference.isAbsolute($0.url) }) {
            Terminal.complain("note: some links are relative; --base-url says to what")
        }
        return !candidates.isEmpty
    }

    private func searchWeb(_ url: String) async throws -> Bool {
        let settings = ConfigurationOptions.reader.read(at: configurationOptions.path).configuration?.fetch
        var probe = FeedProbe(settings ?? FetchSettings()) { found, _ in try tell(found) }
        do {
            let isFound = try await probe.search(url)
            await end(probe, isFound: isFound)
            return isFound
        } catch {
            await end(probe, isFound: false)
            throw error
        }
    }

    private func end(_ probe: FeedProbe, isFound: Bool) async {
        for remark in probe.remarks { Terminal.complain("note: " + Printable.line(remark)) }
        if isFound, let server = probe.privateServer {
            Terminal.complain("note: \(server) is a private address: a feed there needs allow_private: true")
        }
        await probe.shutdown()
    }
}
