// SPDX-License-Identifier: Apache-2.0
// Which entries tell one story: what was told in the last three days, and the pure decision over a new entry. The first
// form: the same page, the same publisher's id, or nearly the same text. A wrong merge hides news, so doubt opens a story.

package import Model
import Wording

/// The entries of the last days that matched a topic, found again by link, id and rare words.
///
/// The answer depends on nothing but the entries placed before and their order. Placing costs one pass over the entry's
/// words, and one cosine (proportional to the words) for each of at most 48 candidates.
package struct StoryIndex: Sendable {
    private let window: Duration
    private let capacity: Int
    private let decision: SameStory
    private var members = MemberTable()
    private var words = WordIndex()
    private var links: [String: [Int]] = [:]
    private var ids: [FeedID: [Int]] = [:]

    /// - Parameters:
    ///   - nearDuplicateWindow: entries further apart are never one story.
    ///   - nearIdentical: the tf-idf cosine from which two texts are one (TOPICS §5 measured .70: no real pair wrong).
    ///   - capacity: how many entries are kept at most; about 4 KB each.
    package init(
        nearDuplicateWindow: Duration = .seconds(72 * 3_600), nearIdentical: Double = 0.70, capacity: Int = 4_096
    ) {
        window = nearDuplicateWindow
        self.capacity = capacity
        decision = SameStory(nearIdentical: nearIdentical)
    }

    /// Decides whether `entry`, first seen at `at`, opens a story under `proposedID` or joins one, and remembers it.
    package mutating func place(
        _ entry: Entry, feed: String, at: Timestamp, proposedID: String
    ) -> StoryPlacement {
        expire(at: at)
        let telling = Telling(entry, feed: feed, at: at)
        let story = storyToJoin(telling)
        add(telling, story: story ?? proposedID)
        return story.map(StoryPlacement.joins) ?? .opens
    }

    /// Takes in an entry that was placed in an earlier life of the process. Call in arrival order.
    package mutating func remember(story: String, feed: String, at: Timestamp, entry: Entry) {
        expire(at: at)
        add(Telling(entry, feed: feed, at: at), story: story)
    }

    /// How many entries are remembered.
    package var count: Int { members.count }

    /// Whether nothing is indexed that is not remembered; for tests.
    var isConsistent: Bool {
        let texts = members.all.reduce(into: Set<UInt64>()) { $0.formUnion($1.telling.text.terms.map(\.word)) }
        return words.words == texts && links.values.joined().allSatisfy { members[$0] != nil }
            && ids.values.joined().allSatisfy { members[$0] != nil }
    }
}

extension StoryIndex {
    /// The story of the most similar member that is surely the same; the earlier one of equals.
    private func storyToJoin(_ telling: Telling) -> String? {
        var best: (similarity: Double, story: String)?
        for candidate in candidates(for: telling) {
            guard let member = members[candidate], isWithinWindow(telling, member.telling) else { continue }
            let similarity = words.cosine(telling.text, member.telling.text)
            guard decision.holds(telling, member.telling, similarity: similarity) else { continue }
            if similarity > best?.similarity ?? -1 { best = (similarity, member.story) }
        }
        return best?.story
    }

    /// In arrival order, each once.
    private func candidates(for telling: Telling) -> [Int] {
        var found = Set(words.candidates(for: telling.text, limit: 32))
        if let link = telling.link { found.formUnion(links[link, default: []].suffix(8)) }
        if let id = telling.id { found.formUnion(ids[id, default: []].suffix(8)) }
        return found.sorted()
    }

    private func isWithinWindow(_ one: Telling, _ other: Telling) -> Bool {
        let distance = one.at - other.at
        return distance <= window && distance >= .zero - window
    }

    private mutating func add(_ telling: Telling, story: String) {
        if members.count >= capacity { removeOldest() }
        let member = members.append(MemberTable.Member(telling: telling, story: story))
        words.add(telling.text, of: member)
        if let link = telling.link { links[link, default: []].append(member) }
        if let id = telling.id { ids[id, default: []].append(member) }
    }

    private mutating func expire(at moment: Timestamp) {
        while let oldest = members.oldest, moment - oldest.telling.at > window { removeOldest() }
    }

    private mutating func removeOldest() {
        guard let (member, gone) = members.removeOldest() else { return }
        words.remove(gone.telling.text, of: member)
        if let link = gone.telling.link { links.removeOldest(member, under: link) }
        if let id = gone.telling.id { ids.removeOldest(member, under: id) }
    }
}

extension Dictionary where Value == [Int] {
    /// Removes the first number of a list, which is the oldest, and a list that becomes empty.
    fileprivate mutating func removeOldest(_ member: Int, under key: Key) {
        guard let index = self[key]?.firstIndex(of: member) else { return }
        self[key]?.remove(at: index)
        if self[key]?.isEmpty == true { self[key] = nil }
    }
}
