// SPDX-License-Identifier: Apache-2.0
// An alert that is not told yet: what it waits for, and until when.

/// Why an alert waits.
package enum HoldReason: String, Sendable, Hashable, CaseIterable {
    /// The topic's next digest.
    case digest
    /// The end of its quiet hours.
    case quiet
    /// The end of a time for which the user muted it.
    case mute
    /// As many were told as the topic allows for a while.
    case overflow
    /// The other alerts of a document in which everything was new at once.
    case storm
}

/// What becomes of an alert now.
package enum Telling: Sendable, Hashable {
    case now
    /// Not before this moment, and then perhaps together with others.
    case held(HoldReason, until: Timestamp)
}
