// SPDX-License-Identifier: Apache-2.0
// The words of dates: months, weekdays, before and after noon, and the units that Chinese, Japanese and Korean put
// after their numbers.

enum DateWords {
    /// 1 to 12; `nil` for what is no month. English by the first three letters, other languages by whole names.
    static func month(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
        guard word.count >= 3 else { return nil }
        if word[0] < 0x80, let month = english(word), isStart(word, of: englishMonths[month - 1]) { return month }
        return MonthNames.number(of: word.string.lowercased())
    }

    /// 1 to 12 by the first three of at least three letters.
    static func english(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
        switch UInt32(word[0] | 0x20) << 16 | UInt32(word[1] | 0x20) << 8 | UInt32(word[2] | 0x20) {
        case 0x6A_616E: 1
        case 0x66_6562: 2
        case 0x6D_6172: 3
        case 0x61_7072: 4
        case 0x6D_6179: 5
        case 0x6A_756E: 6
        case 0x6A_756C: 7
        case 0x61_7567: 8
        case 0x73_6570: 9
        case 0x6F_6374: 10
        case 0x6E_6F76: 11
        case 0x64_6563: 12
        default: nil
        }
    }

    /// 1 for Monday to 7 for Sunday, by the first three letters of the English name; `nil` for what is none.
    static func weekday(_ name: String) -> Int? {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        return days.firstIndex(of: name.prefix(3).lowercased()).map { $0 + 1 }
    }

    /// PM and its kin; `nil` for other words.
    static func isAfternoon(_ word: UnsafeBufferPointer<UInt8>) -> Bool? {
        if word.equals("pm") { return true }
        if word.equals("am") { return false }
        guard word.count == 6 else { return nil }
        switch word.string {
        case "오후", "下午", "午後": return true
        case "오전", "上午", "午前": return false
        default: return nil
        }
    }

    enum Unit {
        case month, hour, minute, second
    }

    /// Reads the unit that follows a number; years and days need none.
    static func unit(at scanner: inout DateScanner) -> Unit? {
        guard scanner.next >= 0xE3, scanner.position + 3 <= scanner.text.count else { return nil }
        let end = scanner.position + 3
        let unit: Unit?
        switch UnsafeBufferPointer(rebasing: scanner.text[scanner.position..<end]).string {
        case "月", "월": unit = .month
        case "時", "时", "點", "点", "시": unit = .hour
        case "分", "분": unit = .minute
        case "秒", "초": unit = .second
        default: unit = nil
        }
        if unit != nil { scanner.position = end }
        return unit
    }

    private static func isStart(_ word: UnsafeBufferPointer<UInt8>, of name: StaticString) -> Bool {
        guard word.count <= name.utf8CodeUnitCount else { return false }
        return word.indices.allSatisfy { word[$0].lowered == name.utf8Start[$0] }
    }

    private static let englishMonths: [StaticString] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}
