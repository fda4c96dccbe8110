// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model

/// A line of labelled or unlabelled news.
struct NewsLine: Decodable {
    let id: String
    let title: String
    let summary: String
    let content: String
    let link: String
    let published: String
    let feed: String

    var entry: Entry {
        Entry(id: id, title: title, url: link, summary: summary, content: content, published: time)
    }

    /// `2023-02-04 19:03:28+00:00`, in UTC.
    var time: Timestamp {
        let numbers = published.split { !$0.isNumber }.compactMap { Int64($0) }
        guard numbers.count >= 6, let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) else {
            return Timestamp(seconds: 0)
        }
        return Timestamp(seconds: date.daysSince1970 * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5])
    }
}

/// Which story an entry tells; `nil` for one that nobody else tells.
struct StoryLine: Decodable {
    let id: String
    let story: Int?
}

extension Decodable {
    /// The values of a file of JSON Lines.
    static func read(_ path: String) throws -> [Self] {
        let decoder = JSONDecoder()
        return try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A).map {
            try decoder.decode(Self.self, from: Data($0))
        }
    }
}
