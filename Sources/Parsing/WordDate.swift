// SPDX-License-Identifier: Apache-2.0
// Dates in words and loose order: RFC 822 and 2822, RFC 850, asctime, date(1), "Jan 5, 2024 3:04 PM", 28.05.2004,
// 5/28/2004, "2004년 5월 28일 오후 11:31:25". Tokens are collected first and put in order when all are known.

import Model

struct WordDate {
    var scanner: DateScanner
    var fields = DateFields()
    /// Numbers that are not yet day, month or year, in order.
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?
    /// Whether a number stood before the month's name.
    var isMonthAfterNumber = false
    var hasTime = false
    var hasNumericZone = false
    var isAfternoon: Bool?
    var hasDots = false

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
    var hasDate: Bool { numbers.count == (month == nil ? 3 : 2) }

    private mutating func step() -> Bool {
        if scanner.skipOddSpace() { return true }
        let byte = scanner.next
        if byte.isDigit { return readNumber() }
        if byte.isLetter || byte >= 0x80 { return readWord() }
        switch byte {
        case UInt8(ascii: "+") where hasTime, UInt8(ascii: "-") where hasTime:
            readZone()
            return true
        case UInt8(ascii: "(") where scanner.position > 0: skipComment()
        case UInt8(ascii: ".") where scanner.position > 0 && scanner.text[scanner.position - 1].isDigit:
            hasDots = true
        default: break
        }
        scanner.position += 1
        return true
    }

    /// RFC 2822, 3.2.3. A comment may be all there is of a zone, "(EST)", so that only those with digits are skipped.
    private mutating func skipComment() {
        var end = scanner.position
        while end < scanner.text.count, scanner.text[end] != UInt8(ascii: ")") { end += 1 }
        let hasDigit = scanner.text[scanner.position..<end].contains { $0.isDigit }
        if hasDigit || hasNumericZone { scanner.position = min(end, scanner.text.count - 1) }
    }

    // MARK: Numbers

    private mutating func readNumber() -> Bool {
        guard let number = scanner.number(most: 9), !scanner.next.isDigit else { return false }
        if !hasTime, let separator = timeSeparator() { return readTime(hour: number.value, separator: separator) }
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
}
