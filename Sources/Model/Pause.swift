// SPDX-License-Identifier: Apache-2.0

/// For how long a feed is left alone, as its user said.
package enum Pause: Sendable, Hashable {
    case untilResumed
    case until(Timestamp)

    /// `nil` where nobody said.
    package var end: Timestamp? {
        guard case .until(let end) = self else { return nil }
        return end
    }
}

extension Feed {
    /// Whether the feed is not to be polled at `now`.
    package func isPaused(at now: Timestamp) -> Bool {
        switch pause {
        case nil: false
        case .untilResumed: true
        case .until(let end): now < end
        }
    }

    /// `due` (`nil` is at once), or the end of the pause where that is later.
    package func putOff(_ due: Timestamp?) -> Timestamp? {
        pause?.end.map { max($0, due ?? $0) } ?? due
    }
}
