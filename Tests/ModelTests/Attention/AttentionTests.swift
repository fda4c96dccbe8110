// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

struct AttentionTests {
    private static let week = Set(Weekday.allCases)
    private static func clock(_ hour: Int64, _ minute: Int64 = 0) -> Int64 { hour * 3_600 + minute * 60 }

    /// A moment by the clock in Berlin.
    private func berlin(_ month: Int64, _ day: Int64, _ hour: Int64, _ minute: Int64 = 0) -> Timestamp {
        ZoneTests.berlin.first(ZoneTests.day(2026, month, day), second: Self.clock(hour, minute))
    }

    private let night = QuietHours(from: clock(22), to: clock(7), zone: ZoneTests.berlin)
    private let morning = WeeklyTimes(days: week, times: [clock(7)], zone: ZoneTests.berlin)

    @Test func `a digest comes at the next of its times`() {
        let times = WeeklyTimes(
            days: [.mon, .tue, .wed, .thu, .fri], times: [Self.clock(18), Self.clock(7)], zone: ZoneTests.berlin)
        // 20 November 2026 is a Friday.
        #expect(times.next(after: berlin(11, 20, 6)) == berlin(11, 20, 7))
        #expect(times.next(after: berlin(11, 20, 7)) == berlin(11, 20, 18))
        #expect(times.next(after: berlin(11, 20, 18)) == berlin(11, 23, 7))
        #expect(times.description == "mon,tue,wed,thu,fri 07:00,18:00 Europe/Berlin")
    }

    @Test(arguments: ZoneTests.all)
    func `each day has one digest, whenever the clock is set`(zone: Zone) {
        for minute in stride(from: 0, to: 24 * 60, by: 30) as StrideTo<Int64> {
            let times = WeeklyTimes(days: Self.week, times: [minute * 60], zone: zone)
            var moment = Timestamp(seconds: 1_767_225_600)
            var days: [Int64] = []
            for _ in 0..<366 {
                moment = times.next(after: moment)
                days.append(zone.day(at: moment))
            }
            #expect(zip(days, days.dropFirst()).allSatisfy { $1 == $0 + 1 }, "\(zone.name) \(minute)")
        }
    }

    @Test func `quiet hours go over midnight and end in the morning`() {
        #expect(night.end(from: berlin(11, 20, 21, 59)) == nil)
        #expect(night.end(from: berlin(11, 20, 22)) == berlin(11, 21, 7))
        #expect(night.end(from: berlin(11, 21, 6, 59)) == berlin(11, 21, 7))
        #expect(night.end(from: berlin(11, 21, 7)) == nil)
        let noon = QuietHours(from: Self.clock(12), to: Self.clock(13), zone: ZoneTests.berlin)
        #expect(noon.end(from: berlin(11, 21, 12, 30)) == berlin(11, 21, 13))
        #expect(noon.end(from: berlin(11, 21, 13)) == nil)
    }

    /// The naive twin: what the clock shows is between start and end.
    @Test(arguments: ZoneTests.all)
    func `no reading of the clock within quiet hours is loud, on any day`(zone: Zone) {
        for (start, end) in [(22, 7), (1, 3), (2, 4), (0, 2)] as [(Int64, Int64)] {
            let quiet = QuietHours(from: Self.clock(start), to: Self.clock(end, 15), zone: zone)
            for time in stride(from: 1_767_225_600, to: 1_798_761_600, by: 2_477) as StrideTo<Int64> {
                let moment = Timestamp(seconds: time)
                let local = time + zone.offset(at: moment)
                let second = local - local.floorDivided(by: 86_400) * 86_400
                let isWithin =
                    start < end
                    ? (quiet.start..<quiet.end).contains(second) : !(quiet.end..<quiet.start).contains(second)
                let found = quiet.end(from: moment)
                #expect(!isWithin || found != nil, "\(zone.name) \(moment)")
                if let found { #expect(found > moment && quiet.end(from: found) == nil, "\(zone.name) \(moment)") }
            }
        }
    }

    @Test func `mute goes before digest, digest before quiet hours, quiet hours before the limit`() {
        let now = berlin(11, 20, 23)
        let full = Attention.Standing(mutedUntil: now + .seconds(60), fullUntil: now + .seconds(600))
        let rate = AlertRate(count: 1, span: .seconds(3_600))
        let all = Attention(digest: [morning], quiet: night, atMost: rate)
        #expect(all.telling(of: .notice, full, at: now) == .held(.mute, until: now + .seconds(60)))
        var standing = full
        standing.mutedUntil = now
        #expect(all.telling(of: .notice, standing, at: now) == .held(.digest, until: berlin(11, 21, 7)))
        let quiet = Attention(quiet: night, atMost: rate)
        #expect(quiet.telling(of: .notice, standing, at: now) == .held(.quiet, until: berlin(11, 21, 7)))
        #expect(quiet.telling(of: .crit, standing, at: now) == .held(.overflow, until: now + .seconds(600)))
        #expect(quiet.telling(of: .crit, Attention.Standing(), at: now) == .now)
        #expect(Attention.none.telling(of: .notice, Attention.Standing(), at: now) == .now)
    }

    @Test func `what comes behind an overflow joins it`() {
        let rate = Attention(atMost: AlertRate(count: 1, span: .seconds(3_600)))
        let now = berlin(11, 20, 12)
        let standing = Attention.Standing(isOverflowing: true)
        #expect(rate.telling(of: .notice, standing, at: now) == .held(.overflow, until: now))
        #expect(rate.release(of: .notice, standing, at: now) == .now)
    }

    @Test func `a rule that is gone holds nothing, and a nearer time counts`() {
        let now = berlin(11, 20, 12)
        let late = now + .seconds(7 * 86_400)
        let none = Attention.Standing()
        for reason in HoldReason.allCases {
            #expect(Attention.none.deadline(of: reason, until: late, .notice, none, at: now) == now)
            #expect(Attention.none.deadline(of: reason, until: now - .seconds(9), .notice, none, at: now) < now)
        }
        let daily = Attention(digest: [morning])
        #expect(daily.deadline(of: .digest, until: late, .notice, none, at: now) == berlin(11, 21, 7))
        #expect(daily.deadline(of: .digest, until: berlin(11, 20, 18), .notice, none, at: now) == berlin(11, 20, 18))
    }
}
