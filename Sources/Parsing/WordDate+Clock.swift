// SPDX-License-Identifier: Apache-2.0
// The time of day within a date in words: hours, minutes and seconds, before and after noon, the zone.

extension WordDate {
    /// What stands between hour and minute: a colon, spaces and comments around it (RFC 2822, 4.3); after a date also the
    /// dot of the Nordic countries and Italy, and the h of `14h30`.
    mutating func timeSeparator() -> UInt8? {
        if hasDate, scanner.next == UInt8(ascii: ".") || scanner.next.lowered == UInt8(ascii: "h") {
            let after = scanner.position + 1
            return after < scanner.text.count && scanner.text[after].isDigit ? scanner.next : nil
        }
        skipFolding(to: UInt8(ascii: ":"))
        return scanner.next == UInt8(ascii: ":") ? scanner.next : nil
    }

    /// Passes over spaces and comments, where `mark` follows them.
    private mutating func skipFolding(to mark: UInt8) {
        var ahead = scanner
        ahead.skipSpaces()
        if ahead.skip(UInt8(ascii: "(")) {
            while !ahead.isAtEnd, !ahead.skip(UInt8(ascii: ")")) { ahead.position += 1 }
            ahead.skipSpaces()
        }
        if ahead.next == mark { scanner = ahead }
    }

    mutating func readTime(hour: Int, separator: UInt8) -> Bool {
        hasTime = true
        fields.hour = hour
        scanner.position += 1
        scanner.skipSpaces()
        guard let minute = scanner.number(most: 2) else { return false }
        fields.minute = minute.value
        skipFolding(to: separator)
        guard scanner.skip(separator) else { return true }
        scanner.skipSpaces()
        guard let second = scanner.number(most: 2) else { return scanner.text[scanner.position - 1] == 0x20 }
        fields.second = second.value
        if scanner.next == UInt8(ascii: ".") || scanner.next == UInt8(ascii: ",") {
            scanner.position += 1
            _ = scanner.number(most: 9)
        }
        return !scanner.next.isDigit
    }

    /// `p.m.`, `p. m.`, and `7:48p`.
    mutating func abbreviatedNoon(_ word: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool? {
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

    mutating func takeNoon(_ afternoon: Bool) {
        isAfternoon = afternoon
        // "7pm" has no minutes.
        if !hasTime, month != nil, numbers.count == 3 {
            (hasTime, fields.hour) = (true, numbers.removeLast().value)
        }
    }

    /// 13:48 PM is by a clock of twenty-four hours, and stays as it is.
    mutating func adjustHour() {
        guard let isAfternoon, fields.hour <= 12 else { return }
        if isAfternoon {
            fields.hour = fields.hour == 12 ? 12 : fields.hour + 12
        } else if fields.hour == 12 {
            fields.hour = 0
        }
    }

    mutating func readZone() {
        let start = scanner.position
        guard let offset = TimeZoneName.offset(at: &scanner) else { return scanner.position = start + 1 }
        fields.offsetMinutes = offset
        hasNumericZone = true
    }

    /// What a name says counts for less than a number: "+0100 (CET)", "GMT +0100". An unknown name is UTC.
    mutating func readZoneName(at start: Int) {
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
}
