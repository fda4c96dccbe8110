// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Watching

struct FeedsRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a feed out of the feed list.",
        discussion: """
            The lines of its item go, with the comments on them; every other byte of the file stays. Its entries are kept \
            until their retention time is over, so that a feed that is added again goes on where it was.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: ArgumentHelp("The feed's configured URL, or its title.", valueName: "URL|TITLE"))
    var feed: String

    func run() throws {
        let change = try configurationOptions.feedLists.removing(try configurationOptions.feedURL(feed))
        try change.write()
        Terminal.print("removed \(Printable.line(change.url)) from \(change.path):\(change.line)")
        try configurationOptions.reloadDaemon()
    }
}
