// SPDX-License-Identifier: Apache-2.0
// Dates in words and loose order: RFC 822 and 2822, RFC 850, asctime, date(1), "Jan 5, 2024 3:04 PM", 28.05.2004,
// 5/28/2004, "2004년 5월 28일 오후 11:31:25". Tokens are collected first and put in order when all are known.

import Model

struct WordDate {
    private var scanner: DateScanner
    private var fields = DateFields()
    /// Numbers that are not yet day, month or year, in order.
    private var numbers: [(value: Int, digits: Int)] = []
    private var month: Int?
    /// Whether a number stood before the month's name.
    private var isMonthAfterNumber = false
    private var hasTime = false
    private var hasNumericZone = false
    private var isAfternoon: Bool?
    private var hasDots = false

    init(_ text: UnsafeBufferPointer<UInt8>) {
        scanner = DateScanner(text)
    }

    mutating func read() -> Timestamp? {
        while !scanner.isAtEnd {
            guard step() else { return nil }
        }
        guard arrange() else { return nil }
        adjustHour()
        return fields.timestamp
    }

    /// RFC 2822, 4.3: two digits are 1950 to 2049, three count from 1900.
    static func fullYear(_ year: Int, digits: Int) -> Int {
        digits > 3 ? year : year + (digits == 3 || year >= 50 ? 1_900 : 2_000)
    }

    /// Whether day, month and year have all been read.
    private var hasDate: Bool { numbers.count == (month == nil ? 3 : 2) }

    private mutating func step() -> Bool {
        if scanner.skipOddSpace() { return true }
        let byte = scanner.next
        if byte.isDigit { return readNumber() }
        if byte.isLetter || byte >= 0x80 { return readWord() }
        switch byte {
        case UInt8(ascii: "+") where hasTime, UInt8(ascii: "-") where hasTime:
            readZone()
            return true
        case UInt8(ascii: "(") where hasDate && hasNumericZone: skipComment()
        case UInt8(ascii: ".") where scanner.position > 0 && scanner.text[scanner.position - 1].isDigit:
            hasDots = true
        default: break
        }
        scanner.position += 1
        return true
    }

    private mutating func skipComment() {
        while !scanner.isAtEnd, scanner.next != UInt8(ascii: ")") { scanner.position += 1 }
    }

    // MARK: Numbers

    private mutating func readNumber() -> Bool {
        guard let number = scanner.number(most: 9), !scanner.next.isDigit else { return false }
        if !hasTime, scanner.next == UInt8(ascii: ":") || scanner.next == UInt8(ascii: ".") && hasDate {
            return readTime(hour: number.value, separator: scanner.next)
        }
        if let unit = DateWords.unit(at: &scanner) { return take(number.value, unit) }
        // "… 00:00:00 0000": what was +0000 before it went through a URL.
        if hasTime, hasDate, number.digits == 4, !hasNumericZone {
            fields.offsetMinutes = number.value / 100 * 60 + number.value % 100
            hasNumericZone = true
            return number.value % 100 < 60
        }
        numbers.append(number)
        return numbers.count <= 3
    }

    /// A number followed by its unit, as in Chinese, Japanese and Korean.
    private mutating func take(_ value: Int, _ unit: DateWords.Unit) -> Bool {
        switch unit {
        case .month:
            month = value
            return (1...12).contains(value)
        case .hour:
            fields.hour = value
            hasTime = true
        case .minute: fields.minute = value
        case .second: fields.second = value
        }
        return true
    }

    private mutating func readTime(hour: Int, separator: UInt8) -> Bool {
        hasTime = true
        fields.hour = hour
        scanner.position += 1
        guard let minute = scanner.number(most: 2) else { return false }
        fields.minute = minute.value
        guard scanner.skip(separator) else { return true }
        guard let second = scanner.number(most: 2) else { return scanner.next == 0x20 }
        fields.second = second.value
        if scanner.next == UInt8(ascii: ".") || scanner.next == UInt8(ascii: ",") {
            scanner.position += 1
            _ = scanner.number(most: 9)
        }
        return !scanner.next.isDigit
    }

    // MARK: Words

    private mutating func readWord() -> Bool {
        let start = scanner.position
        while scanner.next.isLetter || scanner.next >= 0x80, !scanner.isAtOddSpace { scanner.position += 1 }
        let word = UnsafeBufferPointer(rebasing: scanner.text[start..<scanner.position])
        if let named = DateWords.month(word) {
            takeMonth(named)
            return true
        }
        if let afternoon = DateWords.isAfternoon(word) ?? abbreviatedNoon(word, at: start) {
            takeNoon(afternoon)
        } else if hasTime {
            // Before the time words are weekdays, "at", "of" and the like.
            readZoneName(at: start)
        }
        // A week date that is none by ISO 8601 is no other date either.
        return hasTime || !word.equals("w")
    }

    /// Some weekdays are called as a month is: "mar., 26 févr. 2021" is a Tuesday in February.
    private mutating func takeMonth(_ named: Int) {
        guard month == nil || !isMonthAfterNumber && !numbers.isEmpty else { return }
        month = named
        isMonthAfterNumber = !numbers.isEmpty
    }

    /// `p.m.`, `p. m.`, and `7:48p`.
    private mutating func abbreviatedNoon(_ word: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool? {
        guard word.count == 1, word.equals("p") || word.equals("a") else { return nil }
        var ahead = scanner
        if ahead.skip(UInt8(ascii: ".")) {
            ahead.skipSpaces()
            guard ahead.skip(UInt8(ascii: "m")) || ahead.skip(UInt8(ascii: "M")) else { return nil }
            scanner = ahead
            return word.equals("p")
        }
        return hasTime && start > 0 && scanner.text[start - 1].isDigit ? word.equals("p") : nil
    }

    private mutating func takeNoon(_ afternoon: Bool) {
        isAfternoon = afternoon
        // "7pm" has no minutes.
        if !hasTime, month != nil, numbers.count == 3 {
            (hasTime, fields.hour) = (true, numbers.removeLast().value)
        }
    }

    // MARK: Zones

    private mutating func readZone() {
        let start = scanner.position
        guard let offset = TimeZoneName.offset(at: &scanner) else { return scanner.position = start + 1 }
        fields.offsetMinutes = offset
        hasNumericZone = true
    }

    /// What a name says counts for less than a number: "+0100 (CET)", "GMT +0100". An unknown name is UTC.
    private mutating func readZoneName(at start: Int) {
        let end = scanner.position
        scanner.position = start
        let offset = TimeZoneName.offset(at: &scanner)
        let isNumeric = scanner.position > end
        scanner.position = max(scanner.position, end)
        // POSIX: PST8PDT.
        while !isNumeric, scanner.next.isDigit || scanner.next.isLetter { scanner.position += 1 }
        guard let offset, !hasNumericZone else { return }
        fields.offsetMinutes = offset
        hasNumericZone = isNumeric
    }

    // MARK: Order

    private mutating func arrange() -> Bool {
        if let month {
            fields.month = month
            return arrangeDayAndYear()
        }
        guard numbers.count == 3 else { return false }
        let (first, second, third) = (numbers[0], numbers[1], numbers[2])
        if first.digits == 4 {
            (fields.year, fields.month, fields.day) = (first.value, second.value, third.value)
            return true
        }
        guard third.digits == 4 || third.digits == 2, first.digits <= 2, second.digits <= 2 else { return false }
        fields.year = Self.fullYear(third.value, digits: third.digits)
        // With dots, or where it cannot be a month, the first is the day.
        let isDayFirst = hasDots || first.value > 12
        (fields.day, fields.month) = isDayFirst ? (first.value, second.value) : (second.value, first.value)
        return true
    }

    private mutating func arrangeDayAndYear() -> Bool {
        guard numbers.count == 2 else { return false }
        let yearIndex = numbers[0].digits >= 3 ? 0 : 1
        let year = numbers[yearIndex]
        let day = numbers[1 - yearIndex]
        guard day.digits <= 2, year.digits <= 4, year.digits >= 2 else { return false }
        fields.year = Self.fullYear(year.value, digits: year.digits)
        fields.day = day.value
        return true
    }

    /// 13:48 PM is by a clock of twenty-four hours, and stays as it is.
    private mutating func adjustHour() {
        guard let isAfternoon, fields.hour <= 12 else { return }
        if isAfternoon {
            fields.hour = fields.hour == 12 ? 12 : fields.hour + 12
        } else if fields.hour == 12 {
            fields.hour = 0
        }
    }
}
