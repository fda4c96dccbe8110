// SPDX-License-Identifier: Apache-2.0
// The feed lists of a configuration, for the commands that change them. What they would write is read again before
// anybody sees it, so that a list is never left in a state that `check` refuses.

package import Model

/// feeds.yaml and what lies in feeds.d. Calls read files, and so block; none writes.
package struct FeedLists: Sendable {
    private let directory: ConfigurationDirectory
    private let environment: [String: String]
    private let readOPML: @Sendable ([UInt8]) throws -> [Subscription]

    /// `configuration` is the directory or the main file; the rest as for `ConfigurationReader`.
    package init(
        configuration: String, environment: [String: String],
        readOPML: @escaping @Sendable ([UInt8]) throws -> [Subscription]
    ) {
        directory = ConfigurationDirectory(configuration)
        self.environment = environment
        self.readOPML = readOPML
    }

    /// feeds.yaml with `feeds` as the last of its list; it may not exist yet. `feeds` has at least one.
    ///
    /// Titles and tags lose the characters that a configuration may not hold, and empty ones are left out.
    package func adding(_ feeds: [Subscription]) throws(FeedListError) -> FeedListChange {
        let list = try list(directory.path("feeds.yaml"))
        let old = list.feeds.compactMap(\.feed)
        let feeds = feeds.map(\.writable)
        var added: [Feed] = []
        for feed in feeds { added.append(try feed.feed(in: directory, list.path)) }
        return try list.change(
            to: list.edit.appending(feeds), holding: old + added, about: old.count,
            advice: "write it as 'feeds:' with a line '- url: …' a feed, or put the other list into feeds.d/ as it is")
    }

    /// The list that has the feed, without it.
    package func removing(_ url: String) throws(FeedListError) -> FeedListChange {
        let (list, number) = try find(url)
        var feeds = list.feeds.compactMap(\.feed)
        feeds.remove(at: number)
        return try list.change(
            to: list.edit.removing(number), holding: feeds, about: number, isNew: false,
            advice: "take out the feed in line \(list.line(of: number)) by hand")
    }

    /// The list that has the feed, with this pause; `nil` ends one.
    package func pausing(_ url: String, _ pause: Pause?) throws(FeedListError) -> FeedListChange {
        let (list, number) = try find(url)
        var feeds = list.feeds.compactMap(\.feed)
        guard feeds[number].pause != pause else {
            return try list.change(to: list.edit.text, holding: feeds, about: number, advice: "")
        }
        feeds[number].pause = pause
        let text = pause.map { list.edit.pausing(number, value: $0.written) } ?? list.edit.resuming(number)
        return try list.change(
            to: text, holding: feeds, about: number,
            advice: "write paused: \(pause?.written ?? "false") below line \(list.line(of: number)) by hand")
    }

    private func list(_ path: String) throws(FeedListError) -> FeedListText {
        try FeedListText(path, in: directory, environment: environment)
    }

    private func find(_ url: String) throws(FeedListError) -> (list: FeedListText, number: Int) {
        let wanted: FeedURL
        do throws(FeedURL.Fault) {
            wanted = try FeedURL.read(url, directory: directory.absolutePath)
        } catch {
            throw FeedListError(error.message, error.advice)
        }
        var problems: [Problem] = []
        let others = directory.files(in: "feeds.d", endingIn: [".yaml", ".opml"], &problems)
        for path in [directory.path("feeds.yaml")] + others where path.hasSuffix(".yaml") {
            let list = try list(path)
            if let number = list.number(of: wanted) { return (list, number) }
        }
        for path in others where path.hasSuffix(".opml") { try refuse(wanted, ifIn: path) }
        throw FeedListError("no feed \(url)", "`feedwatch feeds list` prints the configured ones")
    }

    /// An OPML file is another reader's: it has no place for what we would write, and is exported anew some day.
    private func refuse(_ wanted: FeedURL, ifIn path: String) throws(FeedListError) {
        var reading = Reading(file: path)
        let bytes = ConfigurationFile.bytes(of: path, limit: ConfigurationFile.maximumListBytes, &reading) ?? []
        let feeds = (try? readOPML(bytes)) ?? []
        let found = feeds.first { feed in
            (try? FeedURL.read(feed.url, directory: directory.absolutePath))?.identity == wanted.identity
        }
        guard let found else { return }
        throw FeedListError(
            "\(path):\(found.line): the feed stands in an OPML file, which is not edited",
            "remove it there, or take the list over: move it out of feeds.d and `feedwatch feeds import` it")
    }
}

extension FeedListText {
    fileprivate func line(of number: Int) -> Int { feeds[number].url?.place.line ?? 1 }
}

extension Pause {
    /// As the value of `paused`.
    fileprivate var written: String {
        switch self {
        case .untilResumed: "true"
        case .until(let end): end.rfc3339
        }
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

    fileprivate func feed(in directory: ConfigurationDirectory, _ file: String) throws(FeedListError) -> Feed {
        do throws(FeedURL.Fault) {
            let url = try FeedURL.read(url, directory: directory.absolutePath).url
            return Feed(
                url: url, title: title, interval: every, tags: tags, topics: topics,
                allowsPrivateAddress: allowsPrivateAddress)
        } catch {
            throw FeedListError([problem(error, in: file)])
        }
    }
}
