// SPDX-License-Identifier: Apache-2.0

/// The stories of remembered tellings: which tell them, and whose they are.
struct OpenStories: Sendable {
    private struct Story: Sendable {
        /// In arrival order.
        var members: [UInt32] = []
        /// How many of them each feed has told.
        var feeds: [String: Int] = [:]
    }

    private var stories: [String: Story] = [:]

    var count: Int { stories.count }

    func isTold(_ story: String, by feed: String) -> Bool { stories[story]?.feeds[feed] != nil }

    /// The newest tellings of a story, at most `limit`, in arrival order.
    func members(_ story: String, limit: Int) -> ArraySlice<UInt32> {
        stories[story]?.members.suffix(limit) ?? []
    }

    mutating func add(_ member: UInt32, of feed: String, to story: String) {
        stories[story, default: Story()].members.append(member)
        stories[story, default: Story()].feeds[feed, default: 0] += 1
    }

    /// `member` is the oldest of all.
    mutating func removeOldest(_ member: UInt32, of feed: String, from story: String) {
        guard stories[story]?.members.first == member else { return }
        stories[story]?.members.removeFirst()
        stories[story]?.feeds[feed, default: 0] -= 1
        if stories[story]?.feeds[feed] == 0 { stories[story]?.feeds[feed] = nil }
        if stories[story]?.members.isEmpty == true { stories[story] = nil }
    }
}
