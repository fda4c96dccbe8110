// SPDX-License-Identifier: Apache-2.0
// RSS 2.0 `skipHours` and `skipDays`: when a publisher is known to publish nothing. All in GMT.

/// A set of hours of the day and one of days of the week.
package struct SkipTimes: Sendable, Hashable {
    /// Bit n is the hour from n:00 to n:59.
    package let hours: UInt32
    /// Bit 0 is Sunday.
    package let days: UInt8

    /// A set that leaves no hour of the day, or no day of the week, can not be meant and is empty.
    package init(hourBits: UInt32 = 0, dayBits: UInt8 = 0) {
        hours = hourBits & Self.allHours == Self.allHours ? 0 : hourBits & Self.allHours
        days = dayBits & Self.allDays == Self.allDays ? 0 : dayBits & Self.allDays
    }

    /// `hours` are 0 to 23, and 24 for midnight (RSS 0.91); `days` are 1 for Monday to 7 for Sunday. Others say nothing.
    package init(hours: some Sequence<Int>, days: some Sequence<Int>) {
        let hourBits = hours.reduce(into: UInt32(0)) { if (0...24).contains($1) { $0 |= 1 << UInt32($1 % 24) } }
        let dayBits = days.reduce(into: UInt8(0)) { if (1...7).contains($1) { $0 |= 1 << UInt8($1 % 7) } }
        self.init(hourBits: hourBits, dayBits: dayBits)
    }

    package var isEmpty: Bool { hours == 0 && days == 0 }

    package func contains(_ moment: Timestamp) -> Bool {
        let hour = moment.seconds.floorDivided(by: 3_600)
        let day = hour.floorDivided(by: 24)
        // 1 January 1970 was a Thursday.
        let weekday = (day + 4) - (day + 4).floorDivided(by: 7) * 7
        return hours & 1 << UInt32(hour - day * 24) != 0 || days & 1 << UInt8(weekday) != 0
    }

    /// `moment`, or the start of the first hour after it that is not skipped: at most six days and 23 hours later.
    package func end(from moment: Timestamp) -> Timestamp {
        var moment = moment
        while contains(moment) {
            moment = Timestamp(seconds: (moment.seconds.floorDivided(by: 3_600) + 1) * 3_600)
        }
        return moment
    }

    private static let allHours: UInt32 = 1 << 24 - 1
    private static let allDays: UInt8 = 1 << 7 - 1
}
