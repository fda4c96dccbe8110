// SPDX-License-Identifier: Apache-2.0
// What holds for every date, by many random ones.

import Model
import TestSupport
import Testing

@testable import Parsing

@Suite struct DatePropertyTests {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    @Test func `every printed moment reads back, in both usual shapes`() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<20_000 {
            // From 1900 on: RFC 822's years before would be short ones.
            let moment = Timestamp(seconds: Int64(random.next(below: 255_000_000_000)) - 2_200_000_000)
            let text = moment.rfc3339
            #expect(FeedDate.parse(text) == moment)
            #expect(FeedDate.parse(Self.rfc822(moment)) == moment)
        }
    }

    @Test func `the fast reader says what the patient ones say`() {
        var random = SeededRandom(seed: 12)
        for _ in 0..<20_000 {
            var text = Array(Self.seeds[random.next(below: Self.seeds.count)].utf8)
            text[random.next(below: text.count)] = UInt8(0x20 + random.next(below: 0x5F))
            text.withUnsafeBufferPointer { bytes in
                guard let fast = FastDate.read(bytes) else { return }
                var iso = ISODate(bytes)
                var words = WordDate(bytes)
                #expect(fast == iso.read() ?? words.read(), "\(bytes.string)")
            }
        }
    }

    @Test func `no text crashes, and none gives a year that RFC 3339 cannot print`() {
        var random = SeededRandom(seed: 13)
        let parts =
            Self.seeds + [
                " ", ":", "-", "+", ".", ",", "T", "Z", "W", "PM", "年", "월", "오후", "(", ")", "\u{A0}", "1", "9999",
                "0000",
                "mars", "GMT",
            ]
        for _ in 0..<40_000 {
            var text = (0..<1 + random.next(below: 4)).flatMap { _ in Array(parts[random.next(below: parts.count)].utf8)
            }
            for _ in 0..<random.next(below: 6) { text[random.next(below: text.count)] = UInt8(random.next(below: 256)) }
            let moment = text.withUnsafeBufferPointer { FeedDate.parse($0) }
            if let moment { #expect((-62_135_596_800...253_402_300_799).contains(moment.seconds), "\(text)") }
        }
    }

    private static let seeds = [
        "Thu, 01 Jan 2004 19:48:21 GMT", "Thu, 1 Jan 2004 19:48:21 +0100", "2004-01-01T19:48:21Z",
        "2004-01-01T19:48:21-08:00", "Sun Jan  4 16:29:06 PST 2004", "2004-W53-7T10:00", "20031231T101455Z",
        "5/28/2004 10:11 PM", "ven., 26 févr. 2021 18:05:11 +0100", "2004년 5월 28일 오후 11:31:25",
    ]

    private static func rfc822(_ moment: Timestamp) -> String {
        let days = moment.seconds.floorDivided(by: 86_400)
        let date = CivilDate(daysSince1970: days)
        let weekday = Int((days + 3).floorDivided(by: 7))
        let name = Self.days[Int(days + 3) - weekday * 7]
        let year = String(repeating: "0", count: 4 - String(date.year).count) + String(date.year)
        return "\(name), \(date.day < 10 ? "0" : "")\(date.day) \(months[Int(date.month) - 1]) \(year) "
            + moment.rfc3339.dropFirst(11).prefix(8) + " GMT"
    }
}
