// SPDX-License-Identifier: Apache-2.0
// Changes a feed list as its author would by hand: comments, order and every other byte stay as they are. Whether the
// outcome is still YAML, and says what it should, is for the caller to see: YAML has ways to write a list that are not
// known here.

import Yams

/// The text of a feed list, to be changed.
struct FeedListEdit {
    let text: String
    let scalars: [Unicode.Scalar]
    let lines: LineStarts
    private let root: Node?

    /// `text` is without a byte order mark, `root` what Yams read in it.
    init(_ text: String, root: Node?) {
        self.text = text
        self.root = root
        scalars = Array(text.unicodeScalars)
        lines = LineStarts(scalars)
    }

    /// The text with `feeds` as the last of the list.
    func appending(_ feeds: [Subscription]) -> String {
        guard let list else {
            return wholeLines(text) + "feeds:" + newline + items(feeds, indent: 2)
        }
        guard list.sequence != nil else { return replacingNull(list, with: feeds) }
        if let start = lines.index(of: list.place), let flow = FlowList(in: scalars, at: start) {
            return appending(feeds, to: flow, from: start)
        }
        return wholeLines(text) + items(feeds, indent: list.place.column - 1)
    }

    /// `feeds:` is the only key of the file, so that its block list goes on to the end.
    private func replacingNull(_ node: Node, with feeds: [Subscription]) -> String {
        let written = node.scalar?.string.unicodeScalars.count ?? 0
        let start = lines.index(of: node.place) ?? scalars.count
        let kept =
            written == 0 ? text : string(scalars[..<start]) + string(scalars[min(start + written, scalars.count)...])
        return wholeLines(kept) + items(feeds, indent: 2)
    }

    private func appending(_ feeds: [Subscription], to list: FlowList, from start: Int) -> String {
        if list.isBlank, !isInBraces {
            let before = scalars[..<start].reversed().drop(while: \.isBlank).reversed()
            let after = scalars[(list.end + 1)...]
            return wholeLines(string(before) + string(after)) + items(feeds, indent: 2)
        }
        let added = feeds.map { "{" + fields($0).joined(separator: ", ") + "}" }.joined(separator: "," + newline + "  ")
        let comma = list.needsNoComma ? "" : ","
        // A comment may be all that stands before the bracket: then the comma goes on a line of its own.
        return string(scalars[..<list.end]) + comma + newline + "  " + added + string(scalars[list.end...])
    }

    private func items(_ feeds: [Subscription], indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        return feeds.map { feed in
            margin + "- " + fields(feed).joined(separator: newline + margin + "  ") + newline
        }.joined()
    }

    private func fields(_ feed: Subscription) -> [String] {
        ["url: " + YAMLText.scalar(feed.url)] + (feed.title.map { ["title: " + YAMLText.scalar($0)] } ?? [])
            + (feed.every.map { ["every: " + DurationText.text($0)] } ?? [])
            + (feed.tags.isEmpty ? [] : ["tags: " + YAMLText.list(feed.tags)])
            + (feed.topics.map { ["topics: " + YAMLText.list($0)] } ?? [])
            + (feed.allowsPrivateAddress ? ["allow_private: true"] : [])
    }

    /// The list; `nil` in a file without.
    var list: Node? { root?.mapping?["feeds"] }

    /// The key of the list.
    var listKey: Node? { root?.mapping?.first { $0.key.scalar?.string == "feeds" }?.key }

    /// Whether the file is written as `{feeds: …}`.
    private var isInBraces: Bool {
        root.flatMap { lines.index(of: $0.place) }.map { scalars[$0] == "{" } ?? false
    }

    /// As the file ends its lines.
    var newline: String { text.unicodeScalars.contains("\r") && text.contains("\r\n") ? "\r\n" : "\n" }

    func wholeLines(_ text: String) -> String {
        guard let last = text.unicodeScalars.last, !last.isLineBreak else { return text }
        return text + newline
    }

    func string(_ scalars: some Collection<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// The text with `replacement` in place of a range of it.
    func replacing(_ range: Range<Int>, with replacement: String) -> String {
        string(scalars[..<range.lowerBound]) + replacement + string(scalars[range.upperBound...])
    }
}
