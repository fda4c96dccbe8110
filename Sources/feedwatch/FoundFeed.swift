// SPDX-License-Identifier: Apache-2.0

import Model
import Parsing
import Watching

/// A line of `feeds discover`: text, or one object of JSON.
struct FoundFeed: Encodable {
    let url: String
    let title: String?
    /// As `parse` names it; `nil` where the feed was not fetched.
    let format: String?
    let entries: Int?
    /// Of the latest entry that says when it was published.
    let newest: String?
    let origin: String

    /// A feed that was read.
    init(url: String, feed: ParsedFeed, origin: String) {
        self.url = url
        self.origin = origin
        title = feed.titleText
        format = feed.format.rawValue
        entries = feed.entries.count
        newest = feed.entries.compactMap { $0.published ?? $0.updated }.max()?.rfc3339
    }

    /// One that the page names.
    init(_ candidate: FeedCandidate) {
        url = candidate.url
        title = candidate.title
        origin = candidate.origin.rawValue
        (format, entries, newest) = (nil, nil, nil)
    }

    /// The fields are set apart by two spaces.
    var line: String {
        let count = entries.map { "\($0) \($0 == 1 ? "entry" : "entries")" + (newest.map { ", newest \($0)" } ?? "") }
        let fields = [url, title ?? "-", format ?? "not fetched", count ?? ""]
        return fields.filter { !$0.isEmpty }.map(Printable.line).joined(separator: "  ")
    }
}
