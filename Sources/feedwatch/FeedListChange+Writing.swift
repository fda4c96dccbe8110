// SPDX-License-Identifier: Apache-2.0
// What all commands that change a feed list do: write the file, and have a running daemon take it.

import ArgumentParser
import Configuring
import Foundation
import Parsing
import Storing
import Watching

extension ConfigurationOptions {
    var feedLists: FeedLists {
        FeedLists(configuration: path, environment: ProcessInfo.processInfo.environment) { bytes in
            try OPML.read(bytes).feeds.map(Subscription.init)
        }
    }

    /// The URL of the configured feed that the user means by its URL, or by its title where only one has that.
    func feedURL(_ name: String) throws -> String {
        if name.contains(":"), !name.contains(" ") { return name }
        let named = try feedReports().filter { $0.title?.caseInsensitiveCompare(name) == .orderedSame }
        guard let feed = named.first else {
            throw Failure("no feed has the title '\(name)'; `feedwatch feeds list` prints the URLs")
        }
        guard named.count == 1 else {
            let urls = named.map { "\n  " + Printable.line($0.url) }.joined()
            throw Failure("\(named.count) feeds have the title '\(name)'; name one by its URL:\(urls)")
        }
        return feed.url
    }

    /// Makes the running daemon take a configuration that was just changed, and says what is to be done where none does.
    func reloadDaemon() throws {
        guard isDaemonRunning else {
            return Terminal.complain("note: no daemon is running; the next `feedwatch run` takes it")
        }
        let answer: ControlSocket.Answer
        do {
            answer = try askDaemon("reload")
        } catch {
            return Terminal.complain("note: \(error) The daemon takes it after: sudo systemctl reload feedwatch")
        }
        if answer.status == 0 { return Terminal.print("the running daemon has taken it") }
        ProblemText.complain(answer.text)
        throw Failure("the running daemon keeps its old configuration; mend what is named, then `feedwatch reload`")
    }
}

extension FeedListChange {
    /// Writes the file, unless it has changed since it was read.
    func write() throws {
        try AtomicFile.replace(before, by: after, at: path)
    }
}
