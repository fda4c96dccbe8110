// SPDX-License-Identifier: Apache-2.0
// ISO 8601 as feeds use it (RFC 3339, W3CDTF): basic and extended, from a year alone to fractions of a second, ordinal
// and week dates, and the years of two digits that the edition of 2000 had (section 5.2.1).

import Model

struct ISODate {
    private var scanner: DateScanner
    private var fields = DateFields()

    init(_ text: UnsafeBufferPointer<UInt8>) {
        scanner = DateScanner(text)
    }

    /// `nil` where the text does not have this form to its end.
    mutating func read() -> Timestamp? {
        guard scanner.next.isDigit || scanner.next == UInt8(ascii: "-"), readDate() else { return nil }
        if !scanner.isAtEnd {
            guard readTime() else { return nil }
        }
        return scanner.isAtEnd ? fields.timestamp : nil
    }

    private mutating func readDate() -> Bool {
        switch scanner.digitsAhead {
        case 14: return readYear() && readMonthDay() && readClock()
        case 8: return readYear() && readMonthDay()
        case 7: return readYear() && readOrdinal()
        case 6: return readShortCompact()
        case 5: return readShortYear() && readOrdinal()
        case 4: return readYear() && readAfterYear()
        case 2: return readShort()
        case 0: return readWithoutDay()
        default: return false
        }
    }

    private mutating func readAfterYear() -> Bool {
        guard scanner.next == UInt8(ascii: "-") || scanner.next == UInt8(ascii: "/") else {
            return scanner.isAtEnd || readWeek()
        }
        let separator = scanner.next
        scanner.position += 1
        if scanner.next | 0x20 == UInt8(ascii: "w") { return readWeek() }
        if scanner.digitsAhead == 3 { return readOrdinal() }
        if scanner.digitsAhead == 4 { return readMonthDay() }
        guard let month = scanner.number(most: 2) else { return false }
        fields.month = month.value
        guard scanner.skip(separator) else { return scanner.isAtEnd }
        guard let day = scanner.number(most: 2) else { return false }
        fields.day = day.value
        return true
    }

    private mutating func readYear() -> Bool {
        guard let year = scanner.number(most: 4), year.digits == 4 else { return false }
        fields.year = year.value
        return true
    }

    /// RFC 2822, 4.3, tells the century.
    private mutating func readShortYear() -> Bool {
        guard let year = scanner.number(most: 2), year.digits == 2 else { return false }
        fields.year = WordDate.fullYear(year.value, digits: 2)
        return true
    }

    /// `03-12-31` and `03-365`.
    private mutating func readShort() -> Bool {
        guard readShortYear(), scanner.skip(UInt8(ascii: "-")) else { return false }
        if scanner.digitsAhead == 3 { return readOrdinal() }
        guard let month = scanner.number(most: 2), scanner.skip(UInt8(ascii: "-")), let day = scanner.number(most: 2),
            month.digits == 2, day.digits == 2
        else { return false }
        (fields.month, fields.day) = (month.value, day.value)
        return true
    }

    /// `-0312` and `-03-12`.
    private mutating func readWithoutDay() -> Bool {
        guard scanner.skip(UInt8(ascii: "-")), readShortYear() else { return false }
        _ = scanner.skip(UInt8(ascii: "-"))
        guard let month = scanner.number(most: 2), month.digits == 2 else { return false }
        fields.month = month.value
        return scanner.isAtEnd
    }

    /// Six digits without a mark between.
    private mutating func readClock() -> Bool {
        guard let hour = scanner.number(most: 2), let minute = scanner.number(most: 2),
            let second = scanner.number(most: 2)
        else { return false }
        (fields.hour, fields.minute, fields.second) = (hour.value, minute.value, second.value)
        return true
    }

    private mutating func readMonthDay() -> Bool {
        guard let month = scanner.number(most: 2), let day = scanner.number(most: 2) else { return false }
        (fields.month, fields.day) = (month.value, day.value)
        return true
    }

    /// Six digits are year and month (`200312`), or a two-digit year, month and day (`031231`).
    private mutating func readShortCompact() -> Bool {
        let start = scanner.position
        if readYear(), (1_900...2_100).contains(fields.year), let month = scanner.number(most: 2),
            (1...12).contains(month.value)
        {
            fields.month = month.value
            return true
        }
        scanner.position = start
        return readShortYear() && readMonthDay()
    }

    private mutating func readOrdinal() -> Bool {
        guard let day = scanner.number(most: 3), day.digits == 3, day.value >= 1,
            let first = CivilDate(year: Int64(fields.year), month: 1, day: 1)
        else { return false }
        let date = CivilDate(daysSince1970: first.daysSince1970 + Int64(day.value) - 1)
        guard date.year == Int64(fields.year) else { return false }
        (fields.month, fields.day) = (Int(date.month), Int(date.day))
        return true
    }

    /// `W12`, `W12-3`, `W123`: week 1 holds 4 January; weeks begin on Monday.
    private mutating func readWeek() -> Bool {
        guard scanner.next | 0x20 == UInt8(ascii: "w") else { return false }
        scanner.position += 1
        guard let week = scanner.number(most: 2), (1...53).contains(week.value),
            let anchor = CivilDate(year: Int64(fields.year), month: 1, day: 4)
        else { return false }
        _ = scanner.skip(UInt8(ascii: "-"))
        let weekday = scanner.number(most: 1)?.value ?? 1
        guard (1...7).contains(weekday) else { return false }
        let firstMonday = anchor.daysSince1970 - daysSinceMonday(anchor.daysSince1970)
        let monday = firstMonday + Int64(week.value - 1) * 7
        // A week belongs to the year of its Thursday: most years have no week 53.
        guard CivilDate(daysSince1970: monday + 3).year == Int64(fields.year) else { return false }
        let date = CivilDate(daysSince1970: monday + Int64(weekday) - 1)
        (fields.year, fields.month, fields.day) = (Int(date.year), Int(date.month), Int(date.day))
        return true
    }

    /// 1970-01-01 was a Thursday. The remainder is that of a division rounded down, for the years before.
    private func daysSinceMonday(_ day: Int64) -> Int64 {
        ((day + 3) % 7 + 7) % 7
    }

    private mutating func readTime() -> Bool {
        if scanner.next | 0x20 == UInt8(ascii: "t") {
            scanner.position += 1
        } else {
            guard scanner.next == 0x20 || scanner.next == UInt8(ascii: ",") else { return readOffset() }
            scanner.position += 1
            scanner.skipSpaces()
        }
        guard let hour = scanner.number(most: 2) else { return false }
        fields.hour = hour.value
        _ = scanner.skip(UInt8(ascii: ":"))
        if let minute = scanner.number(most: 2) {
            fields.minute = minute.value
            _ = scanner.skip(UInt8(ascii: ":"))
            if let second = scanner.number(most: 2) { fields.second = second.value }
            skipFraction()
        }
        scanner.skipSpaces()
        return scanner.isAtEnd || readOffset()
    }

    private mutating func skipFraction() {
        guard scanner.next == UInt8(ascii: ".") || scanner.next == UInt8(ascii: ",") else { return }
        scanner.position += 1
        _ = scanner.number(most: 30)
    }

    private mutating func readOffset() -> Bool {
        guard let offset = TimeZoneName.offset(at: &scanner) else { return false }
        fields.offsetMinutes = offset
        return true
    }
}
