// SPDX-License-Identifier: Apache-2.0
// Which entries tell one story: what was told in the last days, and the pure decision over a new entry. A wrong merge
// hides news, so doubt opens a story.

package import Model

/// The entries of the last days that matched a topic, found again by link, id and rare words.
///
/// An entry joins the story of a text that is surely the same (`SameText`), else the story that tells the same event by
/// the mean over its tellings (`SameEvent`), unless a telling of that story came from the same feed: a feed tells
/// different things in different entries. The answer depends on nothing but the entries remembered, their order and
/// the vocabulary.
///
/// Placing costs one pass over the entry's words, at most 64 tellings looked at under each of its 48 rarest words, and
/// at most 360 comparisons, each one pass over a remembered text of at most 240 words. How many stories are open makes
/// no difference.
package struct StoryIndex: Sendable {
    private let sameTextWindow: Duration
    private let sameEvent: SameEvent
    /// How many entries are kept at most.
    package let capacity: Int
    private var members = MemberTable()
    private var stories = OpenStories()
    private var words = WordTable()
    private var comparison = Comparison()
    private var links: [UInt64: [UInt32]] = [:]
    private var ids: [UInt64: [UInt32]] = [:]

    /// - Parameters:
    ///   - window: tellings of one event are at most this far apart; zero merges same texts alone.
    ///   - sameTextWindow: entries further apart are never one text.
    ///   - threshold: the mean similarity from which an entry joins a story.
    ///   - capacity: how many entries are kept at most; 1 to 3 KB each.
    package init(
        window: Duration = .seconds(48 * 3_600), sameTextWindow: Duration = .seconds(72 * 3_600),
        threshold: Double = 0.25, capacity: Int = 4_096
    ) {
        self.sameTextWindow = sameTextWindow
        self.capacity = capacity
        sameEvent = SameEvent(window: window, threshold: threshold)
    }

    /// How long an entry is remembered.
    package var span: Duration { max(sameTextWindow, sameEvent.window) }

    /// How many entries are remembered.
    package var count: Int { members.count }

    /// Takes another view of how common words are.
    package mutating func use(_ vocabulary: Vocabulary) { words.use(vocabulary) }

    /// Decides whether `entry`, first seen at `at`, opens a story under `proposedID` or joins one, and remembers it.
    ///
    /// `topicWords` are those by which its topics were found.
    package mutating func place(
        _ entry: Entry, feed: String, at: Timestamp, leavingOut topicWords: Set<UInt64> = [], proposedID: String
    ) -> StoryPlacement {
        expire(at: at)
        let telling = Telling(entry, feed: feed, at: at)
        comparison.begin(telling, leavingOut: topicWords, in: words)
        let story = storyToJoin(telling, leavingOut: topicWords)
        add(telling, story: story ?? proposedID)
        return story.map(StoryPlacement.joins) ?? .opens
    }

    /// Takes in an entry that was placed in an earlier life of the process. Call in arrival order.
    package mutating func remember(story: String, feed: String, at: Timestamp, entry: Entry) {
        expire(at: at)
        add(Telling(entry, feed: feed, at: at), story: story)
    }

    /// How many remembered entries the last one placed was compared with.
    var comparisons: Int { comparison.count }

    /// How much is kept: it falls with what is forgotten.
    var size: (members: Int, stories: Int, words: Int, slots: Int, addresses: Int) {
        (members.count, stories.count, words.counts.words, words.counts.slots, links.count + ids.count)
    }
}

extension StoryIndex {
    private mutating func storyToJoin(_ telling: Telling, leavingOut topicWords: Set<UInt64>) -> String? {
        let alike = candidates(for: telling, leavingOut: topicWords)
        return storyOfSameText(telling, among: alike) ?? storyOfSameEvent(telling, among: alike)
    }

    /// The story of the most similar member that is surely the same text; the earlier one of equals.
    private mutating func storyOfSameText(_ telling: Telling, among alike: [UInt32]) -> String? {
        var numbers = Set(alike)
        if let link = telling.link { numbers.formUnion(links[link, default: []].suffix(8)) }
        if let id = telling.id { numbers.formUnion(ids[id, default: []].suffix(8)) }
        var best: (similarity: Double, story: String)?
        for number in numbers.sorted() {
            guard let member = members[number], isWithinTextWindow(telling, member) else { continue }
            let similarity = comparison.similarity(to: member.terms, in: words)
            guard SameText.holds(telling, member, similarity) else { continue }
            if similarity.text > best?.similarity ?? -1 { best = (similarity.text, member.story) }
        }
        return best?.story
    }

    /// The story whose tellings are most like this one, of those that the feed has not told; of equals the one of the
    /// likelier candidate.
    private mutating func storyOfSameEvent(_ telling: Telling, among alike: [UInt32]) -> String? {
        guard sameEvent.window > .zero else { return nil }
        var best: (likeness: Double, story: String)?
        for story in openStories(of: alike) where !stories.isTold(story, by: telling.feed) {
            let likeness = meanLikeness(telling, to: story)
            if likeness >= sameEvent.threshold, likeness > best?.likeness ?? 0 { best = (likeness, story) }
        }
        return best?.story
    }

    /// Of the newest tellings within the window.
    private mutating func meanLikeness(_ telling: Telling, to story: String) -> Double {
        var (sum, count) = (0.0, 0)
        for number in stories.members(story, limit: Self.comparedTellings) {
            guard let member = members[number], sameEvent.isNear(telling, member) else { continue }
            sum += sameEvent.likeness(telling, member, comparison.similarity(to: member.terms, in: words))
            count += 1
        }
        return count == 0 ? 0 : sum / Double(count)
    }

    private func openStories(of alike: [UInt32]) -> [String] {
        var found: [String] = []
        for number in alike {
            guard let story = members[number]?.story, !found.contains(story) else { continue }
            found.append(story)
            if found.count == Self.comparedStories { break }
        }
        return found
    }

    private func isWithinTextWindow(_ one: Telling, _ other: Member) -> Bool {
        let distance = one.at - other.at
        return distance <= sameTextWindow && distance >= .zero - sameTextWindow
    }
}

extension StoryIndex {
    private static let rareWords = 48
    private static let textsPerWord = 64
    private static let comparedTexts = 48
    private static let comparedStories = 12
    private static let comparedTellings = 24

    /// The members that share most of the telling's rarest words by their worth, best first; of equals the earlier.
    private func candidates(for telling: Telling, leavingOut topicWords: Set<UInt64>) -> [UInt32] {
        var shared: [UInt32: Double] = [:]
        for (slot, rarity) in rarestWords(of: telling, leavingOut: topicWords) {
            for member in words.members(slot, limit: Self.textsPerWord) {
                shared[member, default: 0] += rarity * rarity
            }
        }
        return shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.comparedTexts).map(\.key)
    }

    /// Where all words are equally rare the choice falls on the smallest hashes, which is min-wise sampling: two texts
    /// that share a part p of their words choose the same one with probability p.
    private func rarestWords(of telling: Telling, leavingOut topicWords: Set<UInt64>) -> [(slot: Int, rarity: Double)] {
        telling.terms.compactMap { term -> (word: UInt64, slot: Int, rarity: Double)? in
            guard !topicWords.contains(term.word), let slot = words.slot(of: term.word) else { return nil }
            return (term.word, slot, 1 + words.rarity(slot))
        }
        .sorted { ($1.rarity, $0.word) < ($0.rarity, $1.word) }
        .prefix(Self.rareWords).map { ($0.slot, $0.rarity) }
    }
}

extension StoryIndex {
    private mutating func add(_ telling: Telling, story: String) {
        if members.count >= capacity { removeOldest() }
        let number = members.next
        members.append(Member(telling, story: story, terms: words.add(telling.terms, of: number)))
        stories.add(number, of: telling.feed, to: story)
        if let link = telling.link { links[link, default: []].append(number) }
        if let id = telling.id { ids[id, default: []].append(number) }
    }

    private mutating func expire(at moment: Timestamp) {
        while let oldest = members.oldest, moment - oldest.at > span { removeOldest() }
    }

    private mutating func removeOldest() {
        guard let (number, gone) = members.removeOldest() else { return }
        words.removeOldest(gone.terms)
        stories.removeOldest(number, of: gone.feed, from: gone.story)
        if let link = gone.link { links.removeOldest(number, under: link) }
        if let id = gone.id { ids.removeOldest(number, under: id) }
    }
}

extension Dictionary where Value == [UInt32] {
    /// Removes the first number of a list, which is the oldest, and a list that becomes empty.
    fileprivate mutating func removeOldest(_ member: UInt32, under key: Key) {
        guard let index = self[key]?.firstIndex(of: member) else { return }
        self[key]?.remove(at: index)
        if self[key]?.isEmpty == true { self[key] = nil }
    }
}
