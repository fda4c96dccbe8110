// SPDX-License-Identifier: Apache-2.0
// The publisher's calendar: when updates come (`sy:updateBase`) and when none do (`skipHours`, `skipDays`).

import Model

extension PublisherWishes {
    /// `due`, moved to just after the next update that is planned, and out of the hours and days that are skipped.
    /// `span` is the interval that led to `due`; within a part of it chance spreads those who wait for the same moment.
    func postponed(_ due: Timestamp, of span: Duration, jitter: Double, decision: inout PollDecision) -> Timestamp {
        // From the middle of the interval on: the poll after an update shall meet the next one, not the one after that.
        let updated = followsUpdates(decision.decisive) ? nextUpdate(from: due - span * 0.5) ?? due : due
        if updated > due { decision.inputs.append(PollDecision.Input(.updateBase, updated - due)) }
        guard skips.contains(updated) else { return updated }
        // Less than the hour that is certainly free.
        let free = skips.end(from: updated) + min(span * 0.2, .seconds(3_000)) * jitter
        decision.inputs.append(PollDecision.Input(.skips, free - updated))
        decision.decisive = .skips
        return free
    }

    /// Only where the publisher's own period sets the pace is it worth waiting for the moment of his updates.
    private func followsUpdates(_ decisive: PollDecision.Asker) -> Bool {
        decisive == .ttl || decisive == .updateBase
    }

    /// The first moment of the publisher's schedule from `due` on, with a little time for the update to be made.
    private func nextUpdate(from due: Timestamp) -> Timestamp? {
        guard let updateBase, let period = ttl?.components.seconds, (60...86_400).contains(period) else { return nil }
        let base = updateBase.seconds % period + Self.timeToUpdate
        let periods = -(base - due.seconds).floorDivided(by: period)
        return Timestamp(seconds: base + periods * period)
    }

    private static let timeToUpdate: Int64 = 30
}
