// SPDX-License-Identifier: Apache-2.0
// What an import comes to, decided before a byte is written.

import Configuring
import Model
import Parsing
import Wording

/// Subscription lists sorted into what is new, what is there and what cannot be taken over.
struct FeedImport {
    /// New feeds in the order of the lists, each once; one that stands in several folders has the tags of all.
    private(set) var added: [Subscription] = []
    private(set) var known: [Known] = []
    private(set) var refused: [Refused] = []
    /// What a feed that is taken over loses.
    private(set) var losses: [Loss] = []
    /// The address of each known feed, or the place of the added one, by its canonical form.
    private var seen: [String: Seen] = [:]

    struct Known: Encodable {
        /// `file:line:column`
        let place: String
        let url: String
        /// As the configuration, or an outline before, writes it.
        let listed: String
    }

    struct Refused: Encodable {
        let place: String
        /// Without a password.
        let url: String
        let reason: String
    }

    struct Loss: Encodable {
        let place: String
        let url: String
        let what: String
    }

    /// Of one feed, from all folders that it stands in.
    private static let maximumTags = 256

    private enum Seen {
        case configured(String)
        case added(Int)
    }

    init(into feeds: [Feed]) {
        for feed in feeds { seen[Self.identity(feed.url)] = .configured(feed.url) }
    }

    mutating func take(_ document: OPMLDocument, from file: String) {
        for feed in document.feeds { take(feed, from: file) }
        for omission in document.omissions {
            let url = Subscription(url: omission.url).shownURL
            let place = Self.place(omission.place, in: file)
            refused.append(Refused(place: place, url: url, reason: Self.reason(omission.kind, url)))
        }
    }

    private mutating func take(_ feed: OPMLFeed, from file: String) {
        let subscription = Subscription(feed)
        let place = Self.place(feed.place, in: file)
        if let problem = subscription.problem(in: file) {
            refused.append(
                Refused(
                    place: place, url: subscription.shownURL,
                    reason: problem.message + (problem.advice.isEmpty ? "" : "; " + problem.advice)))
            return
        }
        switch seen[Self.identity(feed.url)] {
        case .configured(let listed): known.append(Known(place: place, url: feed.url, listed: listed))
        case .added(let index):
            known.append(Known(place: place, url: feed.url, listed: added[index].url))
            let new = subscription.tags.filter { !added[index].tags.contains($0) }
            added[index].tags += new.prefix(Self.maximumTags - added[index].tags.count)
        case nil:
            if let filter = feed.filter {
                let what = "its filter '\(filter)'; what chooses among entries here is a topic"
                losses.append(Loss(place: place, url: feed.url, what: what))
            }
            seen[Self.identity(feed.url)] = .added(added.count)
            added.append(subscription)
        }
    }

    private static func identity(_ url: String) -> String {
        CanonicalURL.of(url) ?? url
    }

    private static func place(_ place: OutlinePlace, in file: String) -> String {
        "\(file):\(place.line):\(place.column)"
    }

    private static func reason(_ kind: OPMLOmission.Kind, _ url: String) -> String {
        switch kind {
        case .list: "'\(url)' is another subscription list; fetch it and import it, too"
        case .page: "'\(url)' is a page; `feedwatch feeds discover` finds its feeds"
        case .comment: "'\(url)' is commented out; take isComment away"
        }
    }
}
