// SPDX-License-Identifier: Apache-2.0
// A feed as its user configured it. What was learnt by polling it is `PollState`.

/// One line of the feed list.
package struct Feed: Sendable, Hashable {
    /// The configured URL, `http:`, `https:` or an absolute `file:`. It is the feed's identity, whatever the publisher
    /// redirects to.
    package let url: String
    /// The user's own name for the feed; `nil` takes the publisher's title.
    package var title: String?
    /// The user's own poll interval; `nil` takes `fetch.interval`.
    package var interval: Duration?
    package var tags: [String]
    /// The ids of the only topics that look at this feed; `nil` for all.
    package var topics: [String]?
    /// How much of the first fetch is told; `nil` takes `alerts.backlog`.
    package var backlog: Backlog?
    /// Whether the configured URL may be on a loopback, link-local or private address.
    package var allowsPrivateAddress: Bool
    package var credentials: Credentials?
    /// `nil` takes `fetch.proxy`.
    package var proxy: FeedProxy?
    /// How this feed is asked for beyond the usual.
    package var asking: Asking
    /// `nil` for a feed that is polled.
    package var pause: Pause?

    package init(
        url: String, title: String? = nil, interval: Duration? = nil, tags: [String] = [], topics: [String]? = nil,
        backlog: Backlog? = nil, allowsPrivateAddress: Bool = false, credentials: Credentials? = nil,
        proxy: FeedProxy? = nil, asking: Asking = Asking(), pause: Pause? = nil
    ) {
        self.url = url
        self.title = title
        self.interval = interval
        self.tags = tags
        self.topics = topics
        self.backlog = backlog
        self.allowsPrivateAddress = allowsPrivateAddress
        self.credentials = credentials
        self.proxy = proxy
        self.asking = asking
        self.pause = pause
    }
}

/// Which entries of a feed's first fetch are told rather than stored silently.
package enum Backlog: Sendable, Hashable {
    case all
    /// Entries published at most this long before the fetch. An undated entry is silent.
    case within(Duration)
}
