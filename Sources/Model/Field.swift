// SPDX-License-Identifier: Apache-2.0

/// A stream of an entry that a topic can look at. The raw value is its name in topic files, the order that of evidence.
package enum Field: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    case title, summary, content, categories, author, url

    package static func < (left: Field, right: Field) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .title: 0
        case .summary: 1
        case .content: 2
        case .categories: 3
        case .author: 4
        case .url: 5
        }
    }
}
