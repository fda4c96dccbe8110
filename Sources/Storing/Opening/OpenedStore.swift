// SPDX-License-Identifier: Apache-2.0

/// A store that is open, and what opening it came to: the caller tells the user.
package struct OpenedStore: Sendable {
    package let store: Store
    package let outcome: Outcome

    package enum Outcome: Sendable, Hashable {
        case opened
        case created
        /// The schema was brought forward.
        case migrated(from: Int, to: Int)
        /// The database was damaged in the way `damage` says. It and its companions were renamed to `keptAside`, and an
        /// empty store was begun: entries that were told before would seem new (see `Store.silentBefore`).
        case recovered(keptAside: String, damage: String)
    }
}
