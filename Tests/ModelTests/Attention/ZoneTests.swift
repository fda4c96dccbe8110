// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import Testing

struct ZoneTests {
    /// The rules of three zones that set their clocks: by an hour in the north, by half an hour in the south.
    static let berlin = rule("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3")
    static let newYork = rule("America/New_York", "EST5EDT,M3.2.0,M11.1.0")
    static let lordHowe = rule("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")
    static let all = [berlin, newYork, lordHowe]

    private static func rule(_ name: String, _ rule: String) -> Zone {
        Zone(name: name, rule: rule) ?? .utc
    }

    @Test(arguments: all)
    func `a rule sets the clock as Foundation does`(zone: Zone) throws {
        let foundation = try #require(TimeZone(identifier: zone.name))
        // The rules in force since 2008, until 2037.
        for time in stride(from: 1_230_768_000, to: 2_130_768_000, by: 179_321) as StrideTo<Int64> {
            let expected = foundation.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
            #expect(zone.offset(at: Timestamp(seconds: time)) == Int64(expected), "\(zone.name) at \(time)")
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Berlin"), "needs tzdata"))
    func `a file of the machine is read as Foundation reads it`() throws {
        let names = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Europe/Dublin"]
        for name in names {
            let bytes = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name))
            let zone = try #require(Zone(name: name, file: Array(bytes)))
            let foundation = try #require(TimeZone(identifier: name))
            for time in stride(from: 0, to: 3_000_000_000, by: 1_500_007) as StrideTo<Int64> {
                let expected = foundation.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
                #expect(zone.offset(at: Timestamp(seconds: time)) == Int64(expected), "\(name) at \(time)")
            }
        }
    }

    @Test func `a file that is cut off or turned is none`() throws {
        guard let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Berlin") else { return }
        for count in stride(from: 0, to: bytes.count - 40, by: 7) {
            #expect(Zone(name: "cut", file: Array(bytes.prefix(count))) == nil)
        }
        for index in bytes.indices {
            var turned = Array(bytes)
            turned[index] ^= 0xFF
            _ = Zone(name: "turned", file: turned)?.offset(at: Timestamp(seconds: 1_700_000_000))
        }
    }

    @Test(arguments: [
        "", "C", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/200",
        "CET-1CEST,M3.5.0,M10.5.0 ", "<+01-1", "CET-1:99",
    ])
    func `a text that is no rule is refused`(text: String) {
        #expect(Zone(name: "x", rule: text) == nil)
    }

    @Test func `a year by days counts the leap day where it is asked to`() throws {
        let julian = try #require(Zone(name: "x", rule: "AAA0BBB,J60/0,J61/0"))
        let ordinal = try #require(Zone(name: "x", rule: "AAA0BBB,59/0,60/0"))
        // 29 February and 1 March 2024, 12:00 UTC.
        let (leap, march) = (Timestamp(seconds: 1_709_208_000), Timestamp(seconds: 1_709_294_400))
        #expect([leap, march].map(julian.offset) == [0, 3_600])
        #expect([leap, march].map(ordinal.offset) == [3_600, 0])
    }

    /// A time by the clock of a zone.
    static func day(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        CivilDate(year: year, month: month, day: day)?.daysSince1970 ?? 0
    }

    @Test(arguments: [
        // Clocks jump from 02:00 to 03:00, from 02:00 to 03:00, and from 02:00 to 02:30.
        (berlin, day(2026, 3, 29), "2026-03-29T01:00:00Z"),
        (newYork, day(2026, 3, 8), "2026-03-08T07:00:00Z"),
        (lordHowe, day(2026, 10, 4), "2026-10-03T15:30:00Z"),
    ])
    func `a time that the clock jumps over is the moment of the jump`(zone: Zone, day: Int64, jump: String) {
        let missing = 2 * 3_600 + 15 * 60 as Int64
        #expect(zone.first(day, second: missing).rfc3339 == jump)
        #expect(zone.last(day, second: missing).rfc3339 == jump)
        #expect(zone.first(day, second: 0) < zone.first(day, second: missing))
        #expect(zone.first(day, second: missing) < zone.first(day, second: 5 * 3_600))
    }

    @Test(arguments: [
        (berlin, day(2026, 10, 25), "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        (newYork, day(2026, 11, 1), "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"),
        (lordHowe, day(2026, 4, 5), "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"),
    ])
    func `a time that comes twice has a first and a last`(zone: Zone, day: Int64, first: String, last: String) {
        let twice: [String: Int64] = [
            Self.berlin.name: 9_000, Self.newYork.name: 5_400, Self.lordHowe.name: 6_300,
        ]
        let second = twice[zone.name] ?? 0
        #expect(zone.first(day, second: second).rfc3339 == first)
        #expect(zone.last(day, second: second).rfc3339 == last)
    }
}
