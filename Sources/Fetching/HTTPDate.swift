// SPDX-License-Identifier: Apache-2.0
// Dates of HTTP header fields (RFC 9110 §5.6.7): three notations, all in GMT.

import Model

extension Timestamp {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` (a year that would lie more than 50 years
    /// after `now` is of the past century) and `Sun Nov  6 08:49:37 1994`. The weekday is not checked. `nil` for
    /// anything else.
    init?(httpDate text: String, now: Timestamp) {
        let words = text.split { " ,-".contains($0) }.dropFirst()
        guard words.count >= 4 else { return nil }
        let parts = Array(words)
        let isUnix = parts[0].first?.isLetter == true
        let (day, month, year, time) =
            isUnix ? (parts[1], parts[0], parts[3], parts[2]) : (parts[0], parts[1], parts[2], parts[3])
        guard let day = Int64(day), let month = Self.month(month), let year = Self.year(year, now: now),
            let date = CivilDate(year: year, month: month, day: day), let seconds = Self.secondsOfDay(time)
        else { return nil }
        self.init(seconds: date.daysSince1970 * 86_400 + seconds)
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func month(_ name: Substring) -> Int64? {
        months.firstIndex(of: name.lowercased()).map { Int64($0 + 1) }
    }

    private static func year(_ digits: Substring, now: Timestamp) -> Int64? {
        guard let year = Int64(digits), digits.allSatisfy(\.isNumber) else { return nil }
        guard digits.count == 2 else { return digits.count == 4 ? year : nil }
        let thisYear = CivilDate(daysSince1970: now.seconds.floorDivided(by: 86_400)).year
        let candidate = thisYear - thisYear % 100 + year
        return candidate > thisYear + 50 ? candidate - 100 : candidate
    }

    private static func secondsOfDay(_ time: Substring) -> Int64? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }
}
