// SPDX-License-Identifier: Apache-2.0
// Times of the week by the clock on the wall: when a digest is told.

/// `mon-fri 07:00,18:00 Europe/Berlin`.
package struct WeeklyTimes: Sendable, Hashable {
    /// Not empty.
    package let days: Set<Weekday>
    /// Seconds after midnight, ascending, not empty.
    package let times: [Int64]
    package let zone: Zone

    package init(days: Set<Weekday>, times: [Int64], zone: Zone) {
        self.days = days
        self.times = Set(times).sorted()
        self.zone = zone
    }

    /// The first of them after `moment`. A time that the clock jumps over counts when it has jumped; one that it shows
    /// twice counts the first time alone.
    package func next(after moment: Timestamp) -> Timestamp {
        let today = zone.day(at: moment)
        for day in (today - 1)...(today + 8) where days.contains(Weekday(ofDay: day)) {
            let found = times.map { zone.first(day, second: $0) }.filter { $0 > moment }.min()
            if let found { return found }
        }
        // Each weekday comes within eight days; only an empty set of days leads here.
        return moment + .seconds(7 * 86_400)
    }
}
