// SPDX-License-Identifier: Apache-2.0
// The rules of attention as their keys are written.

extension Attention: CustomStringConvertible {
    /// `quiet 22:00-07:00 Europe/Berlin, at most 20/h`; empty where everything is told at once.
    package var description: String {
        var parts: [String] = []
        if !digest.isEmpty { parts.append("digest " + digest.map(\.description).joined(separator: " and ")) }
        if let quiet { parts.append("quiet \(quiet)") }
        if let atMost { parts.append("at most \(atMost)") }
        if !againAt.isEmpty {
            parts.append("again at " + againAt.map(String.init).joined(separator: ", ") + " outlets")
        }
        return parts.joined(separator: ", ")
    }
}

extension WeeklyTimes: CustomStringConvertible {
    /// `mon,tue 07:00,18:00 Europe/Berlin`.
    package var description: String {
        let week = Weekday.allCases.dropFirst() + [.sun]
        let days = days.count == 7 ? "daily" : week.filter(days.contains).map(\.name).joined(separator: ",")
        return "\(days) \(times.map(clock).joined(separator: ",")) \(zone.name)"
    }
}

extension QuietHours: CustomStringConvertible {
    /// `22:00-07:00 Europe/Berlin`.
    package var description: String { "\(clock(start))-\(clock(end)) \(zone.name)" }
}

extension AlertRate: CustomStringConvertible {
    /// `20/h`.
    package var description: String { "\(count)/\(span == .seconds(86_400) ? "d" : "h")" }

    /// "hour" or "day".
    package var unit: String { span == .seconds(86_400) ? "day" : "hour" }
}

extension HoldReason {
    /// What an alert waits for, in words.
    package var words: String {
        switch self {
        case .digest: "the next digest"
        case .quiet: "the end of quiet hours"
        case .mute: "the end of the mute"
        case .overflow: "the limit of at_most"
        case .storm: "its document's other alerts"
        }
    }
}

/// `07:00`: hours and minutes.
private func clock(_ second: Int64) -> String {
    let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    return two(second / 3_600) + ":" + two(second / 60 % 60)
}
