// SPDX-License-Identifier: Apache-2.0
// Why a story is gained, lost or scored anew: its entry is read again and asked of both versions of the topic.

import Matching
import Model
import Storing
import Watching

/// A changed story with its entry and both verdicts.
struct DiffProof {
    let change: StoryChange
    let stored: StoredEntry
    /// As a person knows it.
    let feedTitle: String
    /// `nil` where the topic is not in that version.
    let before: Verdict?
    let after: Verdict?

    /// The signals that do not count the same in both, in the order of the topic's file; points of 0 where one does not
    /// hold.
    var signals: [(signal: String, before: Evidence?, after: Evidence?)] {
        let old = before?.evidence ?? []
        let new = after?.evidence ?? []
        var rest = old
        var signals: [(signal: String, before: Evidence?, after: Evidence?)] = []
        for evidence in new {
            let place = rest.firstIndex { $0.signal == evidence.signal }
            let same = place.map { rest.remove(at: $0) }
            if same?.points != evidence.points { signals.append((evidence.signal, same, evidence)) }
        }
        return signals + rest.map { ($0.signal, $0, nil) }
    }
}

/// Reads proofs one at a time.
final class DiffProofs {
    private let sides: DiffSides
    private let store: StoreReader
    private lazy var titles: [String: String] = Dictionary(
        ((try? store.feeds()) ?? []).compactMap { row in row.state.title.map { (row.url, $0) } },
        uniquingKeysWith: { first, _ in first })
    private var trials: [String: (old: TopicTrial?, new: TopicTrial?)] = [:]

    init(_ sides: DiffSides, _ store: StoreReader) {
        (self.sides, self.store) = (sides, store)
    }

    /// `nil` where the entry was pruned meanwhile.
    func proof(of change: StoryChange) throws -> DiffProof? {
        guard let telling = change.new ?? change.old, let stored = try store.entry(inRow: telling.row) else {
            return nil
        }
        let (old, new) = (sides.old.feed(stored.feed), sides.new.feed(stored.feed))
        let trials = trials(of: change.topic)
        return DiffProof(
            change: change, stored: stored,
            feedTitle: new.title ?? old.title ?? titles[stored.feed] ?? stored.feed,
            before: trials.old?.verdict(of: stored.entry, leavingOut: stored.furniture, from: old),
            after: trials.new?.verdict(of: stored.entry, leavingOut: stored.furniture, from: new))
    }

    private func trials(of topic: String) -> (old: TopicTrial?, new: TopicTrial?) {
        if let known = trials[topic] { return known }
        let made = (
            old: sides.old.topics.first { $0.id == topic }.flatMap(TopicTrial.init),
            new: sides.new.topics.first { $0.id == topic }.flatMap(TopicTrial.init)
        )
        trials[topic] = made
        return made
    }
}
