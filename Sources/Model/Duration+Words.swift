// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// `45s`, `30m`, `1h30m`, `2d`: the two largest units that are not zero, the rest dropped. Negative spans are `0s`.
    package var inWords: String {
        var rest = max(0, components.seconds)
        var words: [String] = []
        for (unit, name) in [(86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")] where rest >= unit {
            words.append("\(rest / Int64(unit))\(name)")
            rest %= Int64(unit)
        }
        return words.isEmpty ? "0s" : words.prefix(2).joined()
    }

    /// Seconds with their fraction.
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
