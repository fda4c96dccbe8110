// SPDX-License-Identifier: Apache-2.0
// The feeds of all lists in one order, no address twice.

import Model

/// Gathers feeds from the YAML lists and OPML files.
struct FeedCollection {
    private(set) var feeds: [Feed] = []
    /// The topics that feeds name, to be looked up when all topics are known.
    private(set) var namedTopics: [(topic: Marked<String>, file: String)] = []
    private(set) var problems: [Problem] = []
    private var origins: [String: Origin] = [:]
    /// Of the list being added, to show the lines of problems; cut when there is the first.
    private var text = ""
    private var lines: SourceLines?

    private struct Origin {
        let file: String
        let place: Place
        let index: Int
    }

    /// The feeds of a YAML list, whose text is `text`.
    mutating func add(_ list: [FeedSettings], from file: String, text: String) {
        (self.text, lines) = (text, nil)
        defer { (self.text, lines) = ("", nil) }
        for settings in list {
            guard let url = settings.url, let feed = settings.feed else { continue }
            namedTopics += (settings.topics ?? []).map { ($0, file) }
            warnOfPrivateFile(url, file)
            if let origin = origins[url.value.identity] {
                reportTwice(url, file, origin)
            } else {
                origins[url.value.identity] = Origin(file: file, place: url.place, index: feeds.count)
                feeds.append(feed)
            }
        }
    }

    /// The feeds of an OPML file. Exports list one feed in several folders: its tags are joined. A feed that a list
    /// above has already keeps what is said there.
    mutating func add(_ subscriptions: [Subscription], fromOPML file: String, directory: String) {
        for subscription in subscriptions {
            do throws(FeedURL.Fault) {
                add(subscription, try subscription.feedURL(directory: directory), fromOPML: file)
            } catch {
                problems.append(subscription.problem(error, in: file))
            }
        }
    }

    private mutating func add(_ subscription: Subscription, _ url: FeedURL, fromOPML file: String) {
        let place = Place(line: subscription.line, column: subscription.column)
        guard let origin = origins[url.identity] else {
            origins[url.identity] = Origin(file: file, place: place, index: feeds.count)
            feeds.append(Feed(url: url.url, title: subscription.title, tags: subscription.tags))
            return
        }
        if origin.file == file {
            let known = feeds[origin.index].tags
            feeds[origin.index].tags += subscription.tags.filter { !known.contains($0) }
        } else {
            problems.append(
                Problem(
                    file: file, line: place.line, column: place.column, severity: .warning,
                    message: "\(url.url.quoted) is also in \(origin.file)",
                    advice: "what is said there counts; remove it here"))
        }
    }

    private mutating func reportTwice(_ url: Marked<FeedURL>, _ file: String, _ origin: Origin) {
        problems.append(
            Problem(
                file: file, line: url.place.line, column: url.place.column,
                message: "this feed is already listed at \(origin.file):\(origin.place.line)",
                advice: "remove one of the two", excerpt: excerpt(url.place)))
    }

    private mutating func excerpt(_ place: Place) -> Excerpt? {
        let lines = lines ?? SourceLines(text)
        self.lines = lines
        return Excerpt(Extent(place, length: 1), in: lines)
    }

    /// The service runs with ProtectHome= and PrivateTmp=.
    private mutating func warnOfPrivateFile(_ url: Marked<FeedURL>, _ file: String) {
        guard let path = url.value.absoluteFile,
            let hidden = ["/home/", "/root/", "/tmp/", "/var/tmp/"].first(where: { path.hasPrefix($0) })
        else { return }
        problems.append(
            Problem(
                file: file, line: url.place.line, column: url.place.column, severity: .warning,
                message: "the systemd service cannot see files in \(hidden)",
                advice: "keep the file beside the configuration: file:\(PathText.name(of: String(path)))",
                excerpt: excerpt(url.place)))
    }
}
