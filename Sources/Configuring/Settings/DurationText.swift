// SPDX-License-Identifier: Apache-2.0

/// Durations as users write them: `30s`, `15m`, `6h`, `90d`, or the larger unit first, `1h30m`.
package enum DurationText {
    static let units: [(name: Character, seconds: Int64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]

    /// A bare `0` needs no unit. `nil` for anything else that is not written so, and beyond about 3,000 years.
    package static func duration(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        var seconds: Int64 = 0
        var rest = Substring(text)
        var units = Self.units[...]
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            guard digits.count <= 11, let number = Int64(digits), let name = rest.popFirst(),
                let index = units.firstIndex(where: { $0.name == name })
            else { return nil }
            let (product, overflows) = number.multipliedReportingOverflow(by: units[index].seconds)
            guard !overflows, product <= 100_000_000_000 else { return nil }
            seconds += product
            units = units[(index + 1)...]
        }
        return text.isEmpty ? nil : .seconds(seconds)
    }

    /// In the largest unit that divides it: 5400 s is `90m`.
    package static func text(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        guard seconds != 0, let unit = units.first(where: { seconds % $0.seconds == 0 }) else { return "0s" }
        return "\(seconds / unit.seconds)\(unit.name)"
    }

    /// What `text` may have meant.
    static func advice(_ text: String) -> String {
        let words = text.lowercased().filter { !$0.isWhitespace }
        let number = words.prefix { ("0"..."9").contains($0) }
        let unit = words.dropFirst(number.count)
        if !number.isEmpty, unit.isEmpty { return "add the unit: \(number)s, \(number)m, \(number)h or \(number)d" }
        if !number.isEmpty, let meant = spellings.first(where: { $0.words.contains(String(unit)) }) {
            return "write \(number)\(meant.unit)"
        }
        return "write a whole number and s, m, h or d, such as 30s, 15m, 6h or 90d"
    }

    private static let spellings: [(unit: String, words: [String])] = [
        ("s", ["s", "sec", "secs", "second", "seconds"]), ("m", ["m", "min", "mins", "minute", "minutes"]),
        ("h", ["h", "hr", "hrs", "hour", "hours"]), ("d", ["d", "day", "days"]),
    ]
}
