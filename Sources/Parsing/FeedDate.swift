// SPDX-License-Identifier: Apache-2.0
// Reads the dates of feeds: RFC 822 and its sloppy kin, RFC 3339, W3CDTF, ISO 8601, asctime, month names of many
// languages. What cannot be a date is none; nothing is guessed. No Foundation, and for the usual shapes no allocation.

package import Model

package enum FeedDate {
    /// `nil` where the text is no date, an impossible one, or one outside the years 1 to 9999 in UTC. A date without a
    /// time is midnight, without a zone UTC.
    package static func parse(_ text: String) -> Timestamp? {
        var text = text
        return text.withUTF8 { parse($0) }
    }

    /// The same for UTF-8 bytes.
    package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        let text = bytes.trimmed
        guard text.count >= 4, text.count <= 128 else { return nil }
        if let moment = FastDate.read(text) { return moment }
        var iso = ISODate(text)
        if let moment = iso.read() { return moment }
        var words = WordDate(text)
        return words.read()
    }
}

/// The fields of a date and time, put together once they are all known.
struct DateFields {
    var year = 0
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var offsetMinutes = 0

    /// `nil` where there is no such moment. 24:00:00 and a leap second are taken for the second that follows.
    var timestamp: Timestamp? {
        guard let date = CivilDate(year: Int64(year), month: Int64(month), day: Int64(day)) else { return nil }
        guard (0...23).contains(hour) || hour == 24 && minute == 0 && second == 0, (0...59).contains(minute),
            (0...60).contains(second), abs(offsetMinutes) <= 24 * 60
        else { return nil }
        let seconds = date.daysSince1970 * 86_400 + Int64((hour * 60 + minute - offsetMinutes) * 60 + second)
        return Self.range.contains(seconds) ? Timestamp(seconds: seconds) : nil
    }

    /// The years 1 to 9999.
    private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
}

/// A place in the text of a date.
struct DateScanner {
    let text: UnsafeBufferPointer<UInt8>
    var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    var isAtEnd: Bool { position >= text.count }
    var next: UInt8 { position < text.count ? text[position] : 0 }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte, !isAtEnd else { return false }
        position += 1
        return true
    }

    /// Whether a space stands here that is none of ASCII, or a mark of writing direction: U+00A0, U+2000 to U+200F, U+202F.
    var isAtOddSpace: Bool {
        let left = text.count - position
        if next == 0xC2 { return left >= 2 && text[position + 1] == 0xA0 }
        guard next == 0xE2, left >= 3, text[position + 1] == 0x80 else { return false }
        return text[position + 2] <= 0x8F || text[position + 2] == 0xAF
    }

    mutating func skipOddSpace() -> Bool {
        guard isAtOddSpace else { return false }
        position += next == 0xC2 ? 2 : 3
        return true
    }

    mutating func skipSpaces() {
        while next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D { position += 1 }
    }

    /// Up to `most` digits and how many they were; `nil` without any.
    mutating func number(most: Int = 9) -> (value: Int, digits: Int)? {
        let start = position
        var value = 0
        while position - start < most, next.isDigit {
            value = value * 10 + Int(next &- 0x30)
            position += 1
        }
        return position > start ? (value, position - start) : nil
    }

    /// How many digits follow from here.
    var digitsAhead: Int {
        var end = position
        while end < text.count, text[end].isDigit { end += 1 }
        return end - position
    }
}
