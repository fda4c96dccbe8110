// SPDX-License-Identifier: Apache-2.0
// Random days of a topic: whatever happens, each matched story is told by exactly one alert.

import Model
import TestSupport
import Testing

@testable import Storing

@Suite(.timeLimit(.minutes(3))) struct AttentionPropertyTests {
    private static let berlin = Zone(name: "Europe/Berlin", rule: "CET-1CEST,M3.5.0,M10.5.0/3") ?? .utc
    private static let newYork = Zone(name: "America/New_York", rule: "EST5EDT,M3.2.0,M11.1.0") ?? .utc
    private static let lordHowe =
        Zone(name: "Australia/Lord_Howe", rule: "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0") ?? .utc
    /// A few hours before clocks are set: 29 March, 25 October, 8 March, 1 November, 4 October, 5 April 2026.
    private static let starts: [(zone: Zone, seconds: Int64)] = [
        (berlin, 1_774_720_000), (berlin, 1_792_864_000), (newYork, 1_772_930_000), (newYork, 1_793_490_000),
        (lordHowe, 1_791_020_000), (lordHowe, 1_775_290_000),
    ]

    /// An alert with deliveries, as it was told.
    private struct Spoken {
        let alert: Alert
        let at: Timestamp
        let attention: Attention
    }

    private static func attention(_ random: inout SeededRandom, in zone: Zone) -> Attention {
        var attention = Attention()
        let minute = { (random: inout SeededRandom) in Int64(random.next(below: 96)) * 900 }
        if random.next(below: 4) == 0 {
            attention.digest = [
                WeeklyTimes(days: [.sun, .mon, .sat], times: [minute(&random), minute(&random)], zone: zone)
            ]
        }
        if random.next(below: 2) == 0 {
            let start = minute(&random)
            attention.quiet = QuietHours(
                from: start, to: (start + 900 * Int64(1 + random.next(below: 90))) % 86_400, zone: zone)
        }
        if random.next(below: 2) == 0 {
            attention.atMost = AlertRate(count: 1 + random.next(below: 3), span: .seconds(3_600))
        }
        return attention
    }

    @Test(arguments: 0..<24)
    func `every story is in exactly one alert, digest or overflow line`(seed: Int) async throws {
        var random = SeededRandom(seed: UInt64(seed))
        let (zone, start) = Self.starts[seed % Self.starts.count]
        let fixture = try await AttentionFixture(Self.attention(&random, in: zone))
        fixture.now = Timestamp(seconds: start)
        var spoken: [Spoken] = []
        var mutedUntil: Timestamp?
        var made = 0
        for _ in 0..<160 {
            var alerts: [Alert] = []
            switch random.next(below: 12) {
            case 0...5:
                let count = 1 + random.next(below: 4)
                let summary = try await fixture.tell(
                    count, occasion: random.next(below: 12) == 0 ? "News: all new" : nil)
                #expect(summary.held + summary.alerts.count == count)
                made += count
                alerts = summary.alerts
            case 6, 7: alerts = try await fixture.release().alerts
            case 8:
                let span = Int64(random.next(below: 7_200))
                mutedUntil = random.next(below: 3) == 0 ? nil : fixture.now + .seconds(span)
                try await fixture.store.mute("us-china", until: mutedUntil)
            case 9:
                fixture.attention["us-china"] = Self.attention(&random, in: zone)
                fixture.topics = random.next(below: 5) == 0 ? [] : ["us-china"]
            case 10: try await fixture.reopen()
            default: fixture.now = fixture.now + .seconds(Int64(random.next(below: 5_000)) - 2_000)
            }
            let attention = fixture.topics.isEmpty ? .none : fixture.attention["us-china"] ?? .none
            let isMuted = mutedUntil.map { $0 > fixture.now } ?? false
            for alert in alerts {
                #expect(!isMuted, "told while muted, seed \(seed)")
                #expect(attention.quiet?.end(from: fixture.now) == nil, "told in quiet hours, seed \(seed)")
                spoken.append(Spoken(alert: alert, at: fixture.now, attention: attention))
            }
            fixture.now = fixture.now + .seconds(Int64(random.next(below: 1_500)))
        }
        expectRate(spoken, seed)
        fixture.topics = []
        try await fixture.store.mute("us-china", until: nil)
        spoken += try await fixture.release().alerts.map { Spoken(alert: $0, at: fixture.now, attention: .none) }
        try await expectEachOnce(spoken.map(\.alert), made, fixture, seed)
    }

    /// In any stretch of the span no more than the limit, as long as one limit was in force.
    private func expectRate(_ spoken: [Spoken], _ seed: Int) {
        for run in spoken.indices {
            guard let rate = spoken[run].attention.atMost, spoken[run].attention.digest.isEmpty else { continue }
            let same = spoken[...run].reversed().prefix { $0.attention == spoken[run].attention }
            let near = same.count { abs($0.at.seconds - spoken[run].at.seconds) < rate.span.components.seconds }
            #expect(near <= rate.count, "\(near) told, \(rate), seed \(seed)")
        }
    }

    private func expectEachOnce(_ spoken: [Alert], _ made: Int, _ fixture: AttentionFixture, _ seed: Int) async throws {
        let delivered = try await fixture.delivered()
        #expect(delivered.map(\.id) == spoken.map(\.id), "seed \(seed)")
        #expect(Set(delivered.map(\.id)).count == delivered.count)
        let reader = try fixture.base.reader()
        var told = delivered.filter { $0.carried == nil }.map(\.id)
        for digest in delivered where digest.carried != nil {
            let row = try #require(try reader.alerts(idPrefix: digest.id).first?.row)
            told += try reader.alerts(carriedBy: row, limit: .max).map(\.alert.id)
        }
        let all = try reader.alerts(limit: .max).map(\.alert).filter { $0.kind == .new }.map(\.id)
        #expect(told.count == made && Set(told) == Set(all) && all.count == made, "seed \(seed)")
        #expect(try reader.heldAlerts().isEmpty)
    }
}
