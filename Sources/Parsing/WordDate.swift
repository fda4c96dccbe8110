// SPDX-License-Identifier: Apache-2.0
// Dates in words and loose order: RFC 822 and 2822, asctime, "Jan 5, 2024 3:04 PM", "2004년 5월 28일 오후 11:31:25",
// 28.05.2004 and 5/28/2004. Tokens are collected first and put in order when all are known.

import Model

struct WordDate {
    private var scanner: DateScanner
    private var fields = DateFields()
    /// Numbers that are not yet day, month or year, in order.
    private var numbers: [(value: Int, digits: Int)] = []
    private var monthByName: Int?
    private var hasTime = false
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

    private mutating func step() -> Bool {
        let byte = scanner.next
        if byte.isDigit { return readNumber() }
        if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 { return readWord() }
        if hasTime, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { return readZone() }
        if byte == UInt8(ascii: ".") { hasDots = true }
        scanner.position += 1
        return true
    }

    private mutating func readZone() -> Bool {
        let start = scanner.position
        guard let offset = TimeZoneName.offset(at: &scanner) else {
            scanner.position = start + 1
            return true
        }
        fields.offsetMinutes = offset
        return true
    }

    private mutating func readNumber() -> Bool {
        guard let number = scanner.number(most: 9), !scanner.next.isDigit else { return false }
        if scanner.next == UInt8(ascii: ":"), !hasTime { return readTime(hour: number.value) }
        numbers.append(number)
        return numbers.count <= 4
    }

    private mutating func readTime(hour: Int) -> Bool {
        hasTime = true
        fields.hour = hour
        scanner.position += 1
        guard let minute = scanner.number(most: 2) else { return false }
        fields.minute = minute.value
        guard scanner.skip(UInt8(ascii: ":")) else { return true }
        guard let second = scanner.number(most: 2) else { return scanner.next == 0x20 }
        fields.second = second.value
        if scanner.next == UInt8(ascii: ".") || scanner.next == UInt8(ascii: ",") {
            scanner.position += 1
            _ = scanner.number(most: 9)
        }
        return true
    }

    private mutating func readWord() -> Bool {
        let start = scanner.position
        while (scanner.next | 0x20) &- 0x61 < 26 || scanner.next >= 0x80 { scanner.position += 1 }
        let word = UnsafeBufferPointer(rebasing: scanner.text[start..<scanner.position])
        if let month = DateWords.month(word) {
            guard monthByName == nil else { return true }
            monthByName = month
            return true
        }
        if let afternoon = DateWords.isAfternoon(word) {
            isAfternoon = afternoon
            return true
        }
        // A zone stands after the time; before it words are weekdays, "at", "of" and the like.
        if hasTime {
            scanner.position = start
            let isZone = readZone()
            scanner.position = max(scanner.position, start + word.count)
            return isZone
        }
        return true
    }

    private mutating func arrange() -> Bool {
        if let month = monthByName {
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

    private mutating func adjustHour() {
        guard let isAfternoon, fields.hour <= 12 else { return }
        if isAfternoon {
            fields.hour = fields.hour == 12 ? 12 : fields.hour + 12
        } else if fields.hour == 12 {
            fields.hour = 0
        }
    }
}
