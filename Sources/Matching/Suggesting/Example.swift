// SPDX-License-Identifier: Apache-2.0

package import Model

/// An entry that a person has judged for a topic.
package struct Example: Sendable, Hashable {
    /// As it is matched: without page furniture.
    package let entry: Entry
    /// Where it came from; `nil` where nobody knows.
    package let feed: Feed?
    package let isRelevant: Bool

    package init(entry: Entry, feed: Feed? = nil, isRelevant: Bool) {
        self.entry = entry
        self.feed = feed
        self.isRelevant = isRelevant
    }
}
