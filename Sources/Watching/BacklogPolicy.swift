// SPDX-License-Identifier: Apache-2.0
// Old news is stored, not told: which entries of a feed's first fetch are alerts, and which are its past.

import Configuring
import Model

/// Decides for one refresh which new entries are told. Pure.
struct BacklogPolicy {
    private enum Rule {
        case tellAll
        /// Only entries published at or after this moment.
        case since(Timestamp)
    }

    private let rule: Rule

    /// A feed that was read before tells everything that is new. Its first fetch tells what was published within its
    /// backlog, and after a lost store only what was published since the last alert.
    init(feed: Feed, state: PollState, watch: Watch, now: Timestamp) {
        guard state.lastSuccess == nil else {
            rule = .tellAll
            return
        }
        let backlog: Timestamp? =
            switch feed.backlog ?? watch.configuration.alerts.backlog {
            case .all: nil
            case .within(let span): now - span
            }
        // What was published in the very second of the last alert counts as told.
        let afterLoss = watch.silentUntil.map { $0 + .seconds(1) }
        rule = [backlog, afterLoss].compactMap { $0 }.max().map(Rule.since) ?? .tellAll
    }

    func tells(_ entry: Entry) -> Bool {
        switch rule {
        case .tellAll: true
        case .since(let moment): (entry.published ?? entry.updated).map { $0 >= moment } ?? false
        }
    }
}
