// SPDX-License-Identifier: Apache-2.0

import Model

/// A remembered telling: all that later ones are compared with.
struct Member: Sendable {
    let story: String
    let feed: String
    let at: Timestamp
    let published: Timestamp
    let id: UInt64?
    let link: UInt64?
    let title: Headline
    let terms: [WordTable.Term]
    let titleTerms: Int

    init(_ telling: Telling, story: String, terms: [WordTable.Term]) {
        self.story = story
        feed = telling.feed
        at = telling.at
        published = telling.published
        id = telling.id
        link = telling.link
        title = telling.title
        titleTerms = telling.titleTerms
        self.terms = terms
    }
}

/// Remembered tellings by number, in arrival order. Numbers rise for ever; the oldest goes first.
struct MemberTable: Sendable {
    private var members: [UInt32: Member] = [:]
    private var first: UInt32 = 0
    /// The number of the next one.
    private(set) var next: UInt32 = 0

    var count: Int { members.count }
    var oldest: Member? { members[first] }

    subscript(number: UInt32) -> Member? { members[number] }

    mutating func append(_ member: Member) {
        members[next] = member
        next += 1
    }

    mutating func removeOldest() -> (number: UInt32, member: Member)? {
        guard let member = members.removeValue(forKey: first) else { return nil }
        first += 1
        return (first - 1, member)
    }
}
