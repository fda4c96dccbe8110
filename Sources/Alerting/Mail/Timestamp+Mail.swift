// SPDX-License-Identifier: Apache-2.0

import Model

extension Timestamp {
    /// `Fri, 26 Apr 2024 18:05:11 +0000`: RFC 5322 §3.3.
    var mailDate: String {
        let day = seconds.floorDivided(by: 86_400)
        let date = CivilDate(daysSince1970: day)
        let weekday = Self.weekdays[Int((day + 4) - (day + 4).floorDivided(by: 7) * 7)]
        let second = seconds - day * 86_400
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(weekday), \(date.day) \(Self.months[Int(date.month) - 1]) \(date.year) "
            + clock.joined(separator: ":") + " +0000"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
