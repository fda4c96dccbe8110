// SPDX-License-Identifier: Apache-2.0

/// A part of each day by the clock on the wall in which nothing is told: `22:00-07:00`.
package struct QuietHours: Sendable, Hashable {
    /// Seconds after midnight; never equal. An end before the start is of the next day.
    package let start: Int64
    package let end: Int64
    package let zone: Zone

    package init(from start: Int64, to end: Int64, zone: Zone) {
        self.start = start
        self.end = end
        self.zone = zone
    }

    /// When the quiet hours that hold `moment` end; `nil` outside them.
    ///
    /// Where the clock is set back they begin when it first shows the start and end when it last shows the end, so that no
    /// reading of the clock between the two is ever loud.
    package func end(from moment: Timestamp) -> Timestamp? {
        let today = zone.day(at: moment)
        for day in (today - 1)...today {
            let begin = zone.first(day, second: start)
            let over = zone.last(end > start ? day : day + 1, second: end)
            if begin <= moment, moment < over { return over }
        }
        return nil
    }
}
