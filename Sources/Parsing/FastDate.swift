// SPDX-License-Identifier: Apache-2.0
// The two shapes in which nearly all dates come, read by place: `Thu, 01 Jan 2004 19:48:21 GMT` or `+0100`, and
// `2004-01-01T19:48:21Z` or `+01:00`. About 50 ns a date. Whatever differs in one byte is left to the patient readers.

import Model

enum FastDate {
    /// `nil` where the text has neither shape, or says an impossible date.
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        guard text.count >= 20, let base = text.baseAddress else { return nil }
        var fields = DateFields()
        if base[4] == UInt8(ascii: "-") { return rfc3339(base, text.count, &fields) ? fields.timestamp : nil }
        return rfc822(base, text.count, &fields) ? fields.timestamp : nil
    }

    private typealias Bytes = UnsafePointer<UInt8>

    private static func rfc3339(_ text: Bytes, _ count: Int, _ fields: inout DateFields) -> Bool {
        guard text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"), let high = two(text),
            let low = two(text + 2),
            let month = two(text + 5), let day = two(text + 8), time(text + 11, &fields)
        else { return false }
        (fields.year, fields.month, fields.day) = (high * 100 + low, month, day)
        if count == 20 { return text[19] == UInt8(ascii: "Z") }
        guard count == 25, text[22] == UInt8(ascii: ":") else { return false }
        return offset(text + 19, minutes: text + 23, &fields)
    }

    private static func rfc822(_ text: Bytes, _ count: Int, _ fields: inout DateFields) -> Bool {
        let hasOneDigit = text[6] == 0x20
        let rest = text + (hasOneDigit ? 6 : 7)
        guard count == (hasOneDigit ? 28 : 29) || count == (hasOneDigit ? 30 : 31), text[3] == UInt8(ascii: ","),
            text[4] == 0x20, text[0].isLetter, text[1].isLetter, text[2].isLetter, rest[0] == 0x20, rest[4] == 0x20,
            rest[9] == 0x20, rest[18] == 0x20,
            let day = hasOneDigit ? one(text + 5) : two(text + 5),
            let month = DateWords.english(UnsafeBufferPointer(start: rest + 1, count: 3)),
            let high = two(rest + 5), let low = two(rest + 7), time(rest + 10, &fields)
        else { return false }
        (fields.year, fields.month, fields.day) = (high * 100 + low, month, day)
        let zone = rest + 19
        if text + count == zone + 3 { return zone[0] == 0x47 && zone[1] == 0x4D && zone[2] == 0x54 }
        return offset(zone, minutes: zone + 3, &fields)
    }

    private static func time(_ text: Bytes, _ fields: inout DateFields) -> Bool {
        guard text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":"), let hour = two(text),
            let minute = two(text + 3), let second = two(text + 6)
        else { return false }
        (fields.hour, fields.minute, fields.second) = (hour, minute, second)
        return true
    }

    private static func offset(_ text: Bytes, minutes: Bytes, _ fields: inout DateFields) -> Bool {
        guard text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"), let hour = two(text + 1),
            let minute = two(minutes), minute < 60
        else { return false }
        fields.offsetMinutes = (hour * 60 + minute) * (text[0] == UInt8(ascii: "-") ? -1 : 1)
        return true
    }

    private static func one(_ text: Bytes) -> Int? {
        text[0].isDigit ? Int(text[0]) - 0x30 : nil
    }

    private static func two(_ text: Bytes) -> Int? {
        text[0].isDigit && text[1].isDigit ? (Int(text[0]) - 0x30) * 10 + Int(text[1]) - 0x30 : nil
    }
}
