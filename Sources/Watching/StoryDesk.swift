// SPDX-License-Identifier: Apache-2.0
// The stories of the last days, in memory, asked from inside the store's transactions.

import Grouping
package import Model
package import Storing
import Synchronization

/// Where a matched entry is put: into a story that is already open, or into a new one.
///
/// The index mirrors what the store has committed. After a transaction that failed it knows too much and is built anew.
package final class StoryDesk: Sendable {
    private let index = Mutex(StoryIndex())
    private let span: Duration = .seconds(72 * 3_600)

    package init() {}

    /// For `Store.commit(_:placing:)`; runs on the store's queue.
    package var place: @Sendable (Entry, String, Timestamp, String) -> StoryPlacement {
        { entry, feed, moment, proposedID in
            self.index.withLock { $0.place(entry, feed: feed, at: moment, proposedID: proposedID) }
        }
    }

    /// Replaces the index by what `store` holds of the last 72 hours.
    package func rebuild(from store: Store, now: Timestamp) async throws {
        let entries = try await store.matchedEntries(since: now - span)
        index.withLock { index in
            index = StoryIndex()
            for told in entries {
                index.remember(story: told.story, feed: told.feed, at: told.at, entry: told.entry)
            }
        }
    }
}
