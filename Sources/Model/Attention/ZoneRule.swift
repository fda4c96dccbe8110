// SPDX-License-Identifier: Apache-2.0
// The rule for all years to come at the end of a zone's file, in the form of the `TZ` variable (POSIX.1-2024, XBD 8.3, with
// the hours up to ±167 of RFC 9636 §3.3.2).

/// `CET-1CEST,M3.5.0,M10.5.0/3`: an offset, and perhaps another for a part of each year.
struct ZoneRule: Sendable, Hashable {
    /// Seconds east of Greenwich.
    let standard: Int64
    let summer: Summer?

    /// The other part of the year.
    struct Summer: Sendable, Hashable {
        let offset: Int64
        let start: YearDay
        let end: YearDay
    }

    init?(_ text: String) {
        var reader = ZoneRuleReader(text)
        guard reader.readName(), let west = reader.readTime(hours: 0...24) else { return nil }
        standard = -west
        if reader.isAtEnd {
            summer = nil
            return
        }
        guard let summer = reader.readSummer(standard: standard), reader.isAtEnd else { return nil }
        self.summer = summer
    }

    func offset(at time: Int64) -> Int64 {
        guard let summer else { return standard }
        let year = CivilDate(daysSince1970: (time + standard).floorDivided(by: 86_400)).year
        let start = summer.start.seconds(in: year) - standard
        let end = summer.end.seconds(in: year) - summer.offset
        let isSummer = start < end ? (start..<end).contains(time) : !(end..<start).contains(time)
        return isSummer ? summer.offset : standard
    }
}

/// A day of each year, and a time of it.
struct YearDay: Sendable, Hashable {
    enum Day: Sendable, Hashable {
        /// `Mm.w.d`: the w-th weekday d (0 is Sunday) of month m; the fifth is the last.
        case weekday(month: Int64, week: Int64, day: Int64)
        /// `Jn`: 1 to 365, the 29 February not counted.
        case julian(Int64)
        /// `n`: 0 to 365, the 29 February counted.
        case ordinal(Int64)
    }

    let day: Day
    /// Seconds after midnight; may be of another day.
    let time: Int64

    /// By the clock of the place, in seconds since 1970-01-01T00:00:00.
    func seconds(in year: Int64) -> Int64 {
        let newYear = Self.days(year, 1, 1)
        let number =
            switch day {
            case .ordinal(let number): newYear + number
            case .julian(let number): newYear + number - (number < 60 || !Self.isLeap(year) ? 1 : 0)
            case .weekday(let month, let week, let day): Self.weekday(year, month, week, day)
            }
        return number * 86_400 + time
    }

    private static func weekday(_ year: Int64, _ month: Int64, _ week: Int64, _ day: Int64) -> Int64 {
        let first = days(year, month, 1)
        let next = month == 12 ? days(year + 1, 1, 1) : days(year, month + 1, 1)
        let ahead = day - Weekday.number(ofDay: first)
        let found = first + (ahead < 0 ? ahead + 7 : ahead) + (week - 1) * 7
        return found < next ? found : found - 7
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        CivilDate(year: year, month: month, day: day)?.daysSince1970 ?? 0
    }

    private static func isLeap(_ year: Int64) -> Bool {
        days(year, 3, 1) - days(year, 2, 28) == 2
    }
}

private struct ZoneRuleReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Three letters or more, or anything in angle brackets. What the time is called is not kept.
    mutating func readName() -> Bool {
        if read("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[rest.index(after: end)...]
            return true
        }
        let letters = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
        rest = rest.dropFirst(letters.count)
        return letters.count >= 3
    }

    mutating func readSummer(standard: Int64) -> ZoneRule.Summer? {
        guard readName() else { return nil }
        var offset = standard + 3_600
        if rest.first != UInt8(ascii: ",") {
            guard let west = readTime(hours: 0...24) else { return nil }
            offset = -west
        }
        guard read(","), let start = readYearDay(), read(","), let end = readYearDay() else { return nil }
        return ZoneRule.Summer(offset: offset, start: start, end: end)
    }

    private mutating func readYearDay() -> YearDay? {
        guard let day = readDay() else { return nil }
        guard read("/") else { return YearDay(day: day, time: 7_200) }
        return readTime(hours: 0...167).map { YearDay(day: day, time: $0) }
    }

    private mutating func readDay() -> YearDay.Day? {
        if read("M") {
            guard let month = readNumber(1...12), read("."), let week = readNumber(1...5), read("."),
                let day = readNumber(0...6)
            else { return nil }
            return .weekday(month: month, week: week, day: day)
        }
        if read("J") { return readNumber(1...365).map(YearDay.Day.julian) }
        return readNumber(0...365).map(YearDay.Day.ordinal)
    }

    /// `[+-]hh[:mm[:ss]]`, in seconds.
    mutating func readTime(hours: ClosedRange<Int64>) -> Int64? {
        let sign: Int64 = read("-") ? -1 : 1
        if sign > 0 { _ = read("+") }
        guard let hour = readNumber(hours) else { return nil }
        var seconds = hour * 3_600
        for unit: Int64 in [60, 1] where read(":") {
            guard let number = readNumber(0...59) else { return nil }
            seconds += number * unit
        }
        return sign * seconds
    }

    private mutating func readNumber(_ range: ClosedRange<Int64>) -> Int64? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        return range.contains(number) ? number : nil
    }

    private mutating func read(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
