// SPDX-License-Identifier: Apache-2.0
// What publishers do to entries that they have published before.

/// A document whose items are numbered; each of them would be told.
struct ChurnedFeed {
    struct Item {
        let number: Int
        var guid: String?
        var link: String?
        var title: String
        /// Hours after noon of 3 February 2026; `nil` for no date.
        var hour: Int?

        init(_ number: Int) {
            self.number = number
            guid = "tag:outlet.example,2026:\(number)"
            link = "http://outlet.example/story/\(number)"
            title = "Beijing and Washington meet for round \(number)"
            hour = number % 11
        }

        fileprivate var xml: String {
            let (day, time) = (3 + (hour ?? 0) / 12, 12 + (hour ?? 0) % 12)
            let parts = [
                guid.map { "<guid isPermaLink=\"false\">\($0)</guid>" }, link.map { "<link>\($0)</link>" },
                "<title>\(title)</title><description>What was said in round \(number), report \(number * 7).</description>",
                hour.map { _ in "<pubDate>0\(day) Feb 2026 \(time):00:\(10 + number % 50) GMT</pubDate>" },
            ]
            return "<item>" + parts.compactMap(\.self).joined() + "</item>"
        }
    }

    var items: [Item] = []

    var xml: String {
        "<rss version=\"2.0\"><channel><title>Outlet</title><link>http://outlet.example/</link>"
            + items.map(\.xml).joined(separator: "\n") + "</channel></rss>"
    }

    /// Each step of the life of a feed: what it does, and how. In each of them one entry more is published.
    static let steps: [(what: String, change: @Sendable (inout [Item]) -> Void)] = [
        ("ids count the edits", { items in items.change { $0.guid? += "#1" } }),
        ("links move to https", { $0.change { $0.link = $0.link?.replacing("http://", with: "https://") } }),
        ("trackers are added", { $0.change { $0.link? += "?utm_source=rss&utm_medium=feed&fbclid=\($0.number)" } }),
        ("ids stand between white space", { $0.change { $0.guid = "\n  \($0.guid ?? "") " } }),
        ("links end in a slash", { $0.change { $0.link = "https://outlet.example/story/\($0.number)/" } }),
        ("titles are retouched", { $0.change { $0.title = "“\($0.title)”." } }),
        ("dates are bumped", { $0.change { $0.hour = ($0.hour ?? 0) + 13 } }),
        (
            "ids carry the time of the fetch, dates are bumped again",
            { $0.change { ($0.guid, $0.hour) = ("item-1770120000-\($0.number)", ($0.hour ?? 0) + 5) } }
        ),
        (
            "ids carry another time, links other trackers, titles are as before",
            {
                $0.change {
                    $0.guid = "item-1770123600-\($0.number)"
                    $0.link = "https://outlet.example/story/\($0.number)/?utm_campaign=new#comments"
                    $0.title = "Beijing and Washington meet for round \($0.number)"
                }
            }
        ),
        ("the order is turned round", { $0.reverse() }),
        (
            "every entry stands twice, the second under an id of its own",
            { items in
                items += items.map { item in
                    var copy = item
                    copy.guid? += "-copy"
                    return copy
                }
            }
        ),
        (
            "a redesign changes ids and links at once",
            {
                $0.change {
                    $0.guid = "urn:uuid:0000-\($0.number)"
                    $0.link = "https://www.outlet.example/2026/\($0.number).html"
                }
            }
        ),
        ("ids are left out", { $0.change { $0.guid = nil } }),
        ("dates are left out", { $0.change { $0.hour = nil } }),
        (
            "ids are back as they were first, links are left out",
            { $0.change { ($0.guid, $0.link) = ("tag:outlet.example,2026:\($0.number)", nil) } }
        ),
        ("all but the last three are gone", { $0 = Array($0.suffix(3)) }),
        ("all are back as they were first", { $0 = (0..<8).map(Item.init) }),
    ]
}

extension [ChurnedFeed.Item] {
    fileprivate mutating func change(_ change: (inout ChurnedFeed.Item) -> Void) {
        for index in indices { change(&self[index]) }
    }
}
