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

    /// Replaces the index by what `store` holds of the last 72 hours, within one turn of the store's queue, so that no
    /// transaction comes in between.
    package func rebuild(from store: Store, now: Timestamp) async throws {
        try await store.refill(self, since: now - span)
    }

    fileprivate func replace(_ build: (inout StoryIndex) throws -> Void) rethrows {
        try index.withLock { index in
            index = StoryIndex()
            try build(&index)
        }
    }
}

extension Store {
    /// As many entries as the index keeps.
    private static let remembered = 4_096

    fileprivate func refill(_ desk: StoryDesk, since moment: Timestamp) throws {
        try desk.replace { index in
            try visitMatchedEntries(since: moment, limit: Self.remembered) { story, feed, at, entry in
                index.remember(story: story, feed: feed, at: at, entry: entry)
            }
        }
    }
}
