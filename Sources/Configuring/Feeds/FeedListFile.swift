// SPDX-License-Identifier: Apache-2.0
// feeds.yaml of a configuration, for the commands that change it. What they would write is read again before anybody sees
// it, so that a list is never left in a state that `check` refuses.

import Model
import Yams

/// The feed list that commands add to.
package struct FeedListFile: Sendable {
    /// As the user named the configuration, joined with the file's name.
    package let path: String
    private let directory: ConfigurationDirectory

    /// `configuration` is the directory or the main file, as for `ConfigurationReader`.
    package init(configuration: String) {
        directory = ConfigurationDirectory(configuration)
        path = directory.path("feeds.yaml")
    }

    /// The bytes the file has to have for `feeds` to be the last of its list; it may not exist yet. Blocks while it
    /// reads, writes nothing.
    ///
    /// Titles and tags lose the characters that a configuration may not hold, and empty ones are left out.
    package func adding(_ feeds: [Subscription]) throws(FeedListError) -> [UInt8] {
        var reading = Reading(file: path, directory: directory.absolutePath)
        var bytes: [UInt8] = []
        if directory.exists("feeds.yaml") {
            let limit = ConfigurationFile.maximumListBytes
            guard let written = ConfigurationFile.bytes(of: path, limit: limit, &reading) else {
                throw FeedListError(reading.problems)
            }
            bytes = written
        }
        guard let text = SourceText.decode(bytes, &reading) else { throw FeedListError(reading.problems) }
        let root = YAMLDocument.read(text, &reading)
        let before = FeedListSettings.read(root, &reading)
        guard !reading.hasErrors else { throw FeedListError(reading.problems) }
        let feeds = feeds.map(\.writable)
        let edited = FeedListEdit(text, root: root).appending(feeds)
        try check(edited, after: before, feeds)
        return (bytes.starts(with: byteOrderMark) ? byteOrderMark : []) + Array(edited.utf8)
    }

    private var byteOrderMark: [UInt8] { [0xEF, 0xBB, 0xBF] }

    private func check(
        _ text: String, after before: [FeedSettings], _ feeds: [Subscription]
    ) throws(FeedListError) {
        var reading = Reading(file: path, directory: directory.absolutePath)
        let after = FeedListSettings.read(YAMLDocument.read(text, &reading), &reading)
        let old = before.compactMap(\.feed)
        let new = after.compactMap(\.feed)
        let added = new.dropFirst(old.count)
        guard !reading.hasErrors, new.starts(with: old), added.count == feeds.count,
            zip(added, feeds).allSatisfy({ $0.title == $1.title && $0.tags == $1.tags })
        else {
            throw FeedListError(
                "\(path): the list is written in a way that cannot be added to",
                "write it as 'feeds:' with a line '- url: …' a feed, or put the other list into feeds.d/ as it is")
        }
        guard text.utf8.count <= ConfigurationFile.maximumListBytes else {
            throw FeedListError(
                "\(path): the file would be larger than \(SizeText.text(ConfigurationFile.maximumListBytes))",
                "put the other list into feeds.d/ as it is")
        }
    }
}

/// Why a feed list cannot be added to.
package struct FeedListError: Error, CustomStringConvertible {
    package let description: String

    fileprivate init(_ message: String, _ advice: String) {
        description = message + "; " + advice
    }

    fileprivate init(_ problems: [Problem]) {
        description = problems.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
    }
}

extension Subscription {
    /// As a configuration can hold it.
    fileprivate var writable: Subscription {
        var feed = self
        feed.title = title.map(YAMLText.cleaned).flatMap { $0.isEmpty ? nil : $0 }
        feed.tags = tags.map(YAMLText.cleaned).filter { !$0.isEmpty }
        return feed
    }
}
