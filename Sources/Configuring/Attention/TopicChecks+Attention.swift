// SPDX-License-Identifier: Apache-2.0
// Rules of attention that stand in each other's way.

import Model

extension TopicChecks {
    func checkAttention(_ reading: inout Reading) {
        guard let digest = settings.digest, !digest.value.isEmpty else { return }
        if let rate = settings.atMost {
            reading.warning(
                "at_most has no effect beside digest: stories are told at its times alone", "remove one of the two",
                at: rate.place)
        }
        guard let quiet = settings.quiet?.value, settings.priority.rawValue > Priority.crit.rawValue else { return }
        let isQuiet = { (times: WeeklyTimes) in times.zone == quiet.zone && times.times.contains(where: quiet.holds) }
        if digest.value.contains(where: isQuiet) {
            reading.warning(
                "a digest within the quiet hours is told when they end", "move the one or the other", at: digest.place)
        }
    }
}

extension QuietHours {
    /// Whether the clock shows them at a second of the day.
    fileprivate func holds(_ second: Int64) -> Bool {
        start < end ? (start..<end).contains(second) : !(end..<start).contains(second)
    }
}
