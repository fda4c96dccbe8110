// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A feed of stories that are told, each with a time of its own.
struct DatedFeed {
    /// Seconds before now, by the story's number.
    var ages: [Double]

    /// The ids of the stories.
    var ids: [String] { ages.indices.map { "story-\($0)" } }

    var xml: String {
        let items = ages.enumerated().map { number, age in
            """
            <item><guid isPermaLink="false">story-\(number)</guid><link>https://n.example/\(number)</link>
            <title>Beijing and Washington meet for round \(number)</title><description>Report \(number).</description>
            <pubDate>\(Self.date(Date(timeIntervalSinceNow: -age)))</pubDate></item>
            """
        }
        return "<rss version='2.0'><channel><title>Outlet</title>\(items.joined())</channel></rss>"
    }

    /// RFC 822.
    private static func date(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: date)
    }
}
