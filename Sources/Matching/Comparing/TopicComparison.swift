// SPDX-License-Identifier: Apache-2.0
// Two versions of topics, asked of each entry in one reading of its text.

package import Model
import Querying

/// Topics before and after an edit, compiled as one matcher. Any number of threads may use one.
///
/// Cutting a text into words and looking them up is most of what a match costs, so both versions share it: an entry costs
/// little more than under one of them.
package struct TopicComparison: Sendable {
    /// What the two versions of one topic make of one entry; at least one of them matches.
    package struct Outcome: Sendable, Hashable {
        /// The index in `pairs`.
        package let pair: Int
        package var old: Match?
        package var new: Match?
    }

    package let pairs: [TopicPair]
    private let matcher: TopicMatcher
    /// Whose version each topic of the matcher is.
    private let sides: [(pair: Int, isNew: Bool)]

    /// A version whose expressions do not read never matches.
    package init(_ pairs: [TopicPair]) {
        self.pairs = pairs
        let old = pairs.enumerated().compactMap { pair, topics in topics.old.map { (pair, false, $0) } }
        let new = pairs.enumerated().compactMap { pair, topics in topics.new.map { (pair, true, $0) } }
        let versions = (old + new).filter { QuerySet.read(QuerySource($0.2)).queries != nil }
        matcher = TopicMatcher(inOrder: versions.map(\.2))
        sides = versions.map { ($0.0, $0.1) }
    }

    /// The topics that `entry` reaches in one version or both, in the order of `pairs`. Its texts are in form C and without
    /// furniture. `old` and `new` are the feed it came from as each side's configuration has it.
    package func outcomes(of entry: Entry, from old: Feed?, and new: Feed?) -> [Outcome] {
        var outcomes: [Outcome] = []
        for (topic, match) in matcher.numberedMatches(of: entry, from: { sides[Int($0)].isNew ? new : old }) {
            let side = sides[Int(topic)]
            let place = outcomes.firstIndex { $0.pair == side.pair } ?? outcomes.count
            if place == outcomes.count { outcomes.append(Outcome(pair: side.pair)) }
            if side.isNew { outcomes[place].new = match } else { outcomes[place].old = match }
        }
        return outcomes.sorted { $0.pair < $1.pair }
    }
}
