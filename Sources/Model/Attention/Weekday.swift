// SPDX-License-Identifier: Apache-2.0

/// A day of the week; its raw value is 0 for Sunday to 6 for Saturday.
package enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case sun, mon, tue, wed, thu, fri, sat

    /// As users write it: `mon`.
    package var name: String { "\(self)" }

    /// 0 for Sunday to 6 for Saturday. `day` counts from 1 January 1970, a Thursday.
    static func number(ofDay day: Int64) -> Int64 {
        (day + 4) - (day + 4).floorDivided(by: 7) * 7
    }

    /// The weekday of a day, counted from 1 January 1970.
    init(ofDay day: Int64) {
        self = Self.allCases[Int(Self.number(ofDay: day))]
    }
}
