// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Glibc
import Model
import Parsing

struct FeedsExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the feed list as OPML 2.0, for other readers.",
        discussion: """
            A feed's first tag is its folder, further ones are its category. Settings that OPML has no place for are \
            named on standard error.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Option(help: "The file to write, in place of standard output; it is replaced as a whole.")
    var output: String?

    func run() throws {
        let feeds = try configurationOptions.read().feeds
        let document = OPMLWriter.document(feeds, title: "feedwatch subscriptions")
        if let output {
            try AtomicFile.write(Array(document.utf8), to: output)
        } else {
            Terminal.write(document, to: STDOUT_FILENO)
        }
        let lost = Self.lost(feeds)
        if !lost.isEmpty { Terminal.complain("note: OPML has no place for \(lost.joined(separator: ", "))") }
    }

    /// The keys of feeds.yaml that are not in the document, and of how many feeds.
    private static func lost(_ feeds: [Feed]) -> [String] {
        let keys: [(name: String, isSet: (Feed) -> Bool)] = [
            ("every", { $0.interval != nil }), ("topics", { $0.topics != nil }), ("auth", { $0.credentials != nil }),
            ("proxy", { $0.proxy != nil }), ("headers", { !$0.asking.fields.isEmpty }),
            ("client_certificate", { $0.asking.certificate != nil }), ("cookies", { $0.asking.keepsCookies }),
            ("backlog", { $0.backlog != nil }),
            ("allow_private", { $0.allowsPrivateAddress }), ("paused", { $0.pause != nil }),
        ]
        return keys.compactMap { name, isSet in
            let count = feeds.count { isSet($0) }
            return count == 0 ? nil : "\(name) (\(count) feed\(count == 1 ? "" : "s"))"
        }
    }
}
