// SPDX-License-Identifier: Apache-2.0
// How a story of a topic is told before and after an edit.

package import Model

/// The entry by which a topic tells a story: the first one that matches.
package struct StoryTelling: Sendable, Hashable {
    /// The stored entry (`entry.id`).
    package let row: Int64
    package let seen: Timestamp
    package let score: Double
}

/// A story that one topic tells in one version or in both.
package struct StoryChange: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case gained, lost, rescored
    }

    package let topic: String
    /// The id of a story that is stored; `nil` for one that the edit would open.
    package let story: String?
    /// How the old version tells it; `nil` where it does not.
    package let old: StoryTelling?
    /// How the new version tells it.
    package let new: StoryTelling?
    /// The entries of it that match the new version, in the order of arrival; empty where the comparison keeps none.
    package let rows: [Int64]

    /// `nil` where both versions tell it by the same entry with the same score.
    package var kind: Kind? {
        switch (old, new) {
        case (nil, nil): nil
        case (nil, _?): .gained
        case (_?, nil): .lost
        case (let old?, let new?): old == new ? nil : .rescored
        }
    }

    /// The later of the two tellings, by which changes are put in order.
    var latest: StoryTelling? {
        [old, new].compactMap(\.self).max { $0.row < $1.row }
    }
}
