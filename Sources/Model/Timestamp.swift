// SPDX-License-Identifier: Apache-2.0
// A moment on the wall clock, in whole seconds: what feeds publish, what the store keeps and what alerts print.

/// A moment in UTC, in whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
package struct Timestamp: Sendable, Hashable, Comparable, Codable {
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.seconds < right.seconds
    }

    /// The moment `span` later; parts of a second are dropped.
    package static func + (moment: Timestamp, span: Duration) -> Timestamp {
        Timestamp(seconds: moment.seconds &+ span.components.seconds)
    }

    package static func - (moment: Timestamp, span: Duration) -> Timestamp {
        Timestamp(seconds: moment.seconds &- span.components.seconds)
    }

    /// The time from `right` to `left`; negative where `left` is earlier.
    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .seconds(left.seconds &- right.seconds)
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String { rfc3339 }

    /// `2024-04-26T18:05:11Z`: RFC 3339 in UTC with whole seconds, years 0000 to 9999 (others are clamped).
    package var rfc3339: String {
        let clamped = min(max(seconds, Self.earliest), Self.latest)
        let day = clamped.floorDivided(by: 86_400)
        let second = clamped - day * 86_400
        let date = CivilDate(daysSince1970: day)
        return padded(date.year, to: 4) + "-" + padded(date.month, to: 2) + "-" + padded(date.day, to: 2)
            + "T" + padded(second / 3_600, to: 2) + ":" + padded(second / 60 % 60, to: 2) + ":"
            + padded(second % 60, to: 2) + "Z"
    }

    private static let earliest: Int64 = -62_167_219_200
    private static let latest: Int64 = 253_402_300_799

    private func padded(_ number: Int64, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
