// SPDX-License-Identifier: Apache-2.0

import Watching

/// What `feeds add` says of a feed: for a person, or as one object of JSON.
struct AddedFeed: Encodable {
    let url: String
    let title: String?
    /// `nil` where nothing was read.
    let format: String?
    let entries: Int?
    let newest: String?
    let matches: [Match]
    let file: String
    let line: Int
    let isWritten: Bool

    /// An entry that a topic would have matched.
    struct Match: Encodable {
        let topic: String
        let score: Double
        let title: String
    }

    init(url: String, found: FoundFeed?, matches: [Match], file: String, line: Int, isWritten: Bool) {
        (self.url, self.matches, self.file, self.line, self.isWritten) = (url, matches, file, line, isWritten)
        title = found?.title
        format = found?.format
        entries = found?.entries
        newest = found?.newest
    }

    enum CodingKeys: String, CodingKey {
        case url, title, format, entries, newest, matches, file, line
        case isWritten = "written"
    }

    /// What is shown of a topic's matches.
    private static let most = 3

    var lines: [String] {
        let place = "\(isWritten ? "added to" : "would be added to") \(file):\(line)"
        guard let entries else { return ["\(Printable.line(url))  nothing was read from it", place] }
        let head = [title ?? "-", format ?? "", "\(entries) \(entries == 1 ? "entry" : "entries")"]
        let dated = newest.map { ["newest \($0)"] } ?? []
        return [Printable.line(url), "  " + (head + dated).map(Printable.line).joined(separator: "  ")] + matchLines + [
            place
        ]
    }

    private var matchLines: [String] {
        guard !matches.isEmpty else { return ["  no topic would have matched an entry"] }
        return Dictionary(grouping: matches, by: \.topic).sorted { $0.key < $1.key }.flatMap { topic, matches in
            let rest = matches.count > Self.most ? ["    and \(matches.count - Self.most) more"] : []
            let shown = matches.prefix(Self.most).map { "    " + Printable.line($0.title) }
            return ["  \(topic) would have matched \(matches.count) of them:"] + shown + rest
        }
    }
}
