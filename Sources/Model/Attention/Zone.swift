// SPDX-License-Identifier: Apache-2.0
// A time zone as its file has it (RFC 9636), without Foundation: what a clock on the wall shows, and when it shows a time.

/// The rules by which the clocks of a place are set.
package struct Zone: Sendable, Hashable {
    /// As the user writes it: `Europe/Berlin`.
    package let name: String
    /// When the offset changed, ascending.
    let changes: [Change]
    /// In force before the first change, in seconds east of Greenwich.
    let firstOffset: Int64
    /// In force after the last change; `nil` keeps the last offset.
    let rule: ZoneRule?

    struct Change: Sendable, Hashable {
        let at: Int64
        let offset: Int64
    }

    package static let utc = Zone(name: "UTC", changes: [], firstOffset: 0, rule: nil)

    init(name: String, changes: [Change], firstOffset: Int64, rule: ZoneRule?) {
        self.name = name
        self.changes = changes
        self.firstOffset = firstOffset
        self.rule = rule
    }

    /// A zone of one rule for all times, such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX.1-2024, XBD 8.3, `TZ`); `nil` for a text
    /// that is none.
    package init?(name: String, rule text: String) {
        guard let rule = ZoneRule(text) else { return nil }
        self.init(name: name, changes: [], firstOffset: rule.standard, rule: rule)
    }

    /// How far the clock is ahead of UTC, in seconds.
    package func offset(at moment: Timestamp) -> Int64 {
        let time = moment.seconds
        if let rule, changes.last.map({ time >= $0.at }) ?? true { return rule.offset(at: time) }
        let next = changes.partitioningIndex { $0.at > time }
        return next == 0 ? firstOffset : changes[next - 1].offset
    }

    /// When the clock first shows `second` of the day that is `day` days after 1 January 1970. A time that the clock jumps
    /// over is told by the moment of the jump: the next time that is shown.
    package func first(_ day: Int64, second: Int64) -> Timestamp {
        moments(day * 86_400 + second).min() ?? jump(over: day * 86_400 + second)
    }

    /// When the clock last shows it: later than `first` only where it is set back over that time.
    package func last(_ day: Int64, second: Int64) -> Timestamp {
        moments(day * 86_400 + second).max() ?? jump(over: day * 86_400 + second)
    }

    /// The day on the calendar of the place, in days after 1 January 1970.
    package func day(at moment: Timestamp) -> Int64 {
        (moment.seconds + offset(at: moment)).floorDivided(by: 86_400)
    }

    /// Clocks are never set twice within two days, so that one of the offsets around a time is in force.
    private func moments(_ local: Int64) -> [Timestamp] {
        let offsets = [-86_400, 86_400].map { offset(at: Timestamp(seconds: local + $0)) }
        return offsets.map { Timestamp(seconds: local - $0) }.filter { $0.seconds + offset(at: $0) == local }
    }

    private func jump(over local: Int64) -> Timestamp {
        let before = offset(at: Timestamp(seconds: local - 86_400))
        let after = offset(at: Timestamp(seconds: local + 86_400))
        var (low, high) = (local - max(before, after), local - min(before, after))
        while low < high {
            let middle = low + (high - low) / 2
            if offset(at: Timestamp(seconds: middle)) == before { low = middle + 1 } else { high = middle }
        }
        return Timestamp(seconds: low)
    }
}

extension Array {
    /// The index of the first element of which `isAfter` is true, where all behind one are; `count` where none is.
    fileprivate func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
