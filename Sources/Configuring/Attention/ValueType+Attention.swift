// SPDX-License-Identifier: Apache-2.0
// The values of `digest`, `quiet`, `at_most` and `again_at`.

import Model
import Yams

extension ValueType<[WeeklyTimes]> {
    /// One text, or a list of them.
    static let digest = ValueType(
        "times such as 'daily 07:00 Europe/Berlin'",
        schema: .object([
            ("anyOf", .array([times.schema, .object([("type", .string("array")), ("items", times.schema)])]))
        ]),
        read: { node, reading in
            guard let items = node.sequence else { return times.read(node, &reading).map { [$0] } }
            if isCutAtCommas(items) {
                let advice = "put each item in quotes, or on a line of its own that begins with '- '"
                reading.error("\(reading.subject): within [ ] a comma begins the next item", advice, at: node)
                return nil
            }
            let read = items.compactMap { times.read($0, &reading) }
            return read.count == items.count ? read : nil
        })

    /// `[mon-fri 07:00,18:00 UTC]` is two items to YAML, of which one has the days and the other the zone.
    private static func isCutAtCommas(_ items: Node.Sequence) -> Bool {
        let forms = items.compactMap(\.scalar).filter { $0.style != .singleQuoted && $0.style != .doubleQuoted }.map {
            item in
            let words = item.string.split(separator: " ")
            return [words.first?.first?.isNumber == true, words.count > 1 && words.last?.last?.isNumber == false]
        }
        return items.style != .block && Set(forms).count > 1
    }

    private static let times = ValueType<WeeklyTimes>.attention(
        "a time such as 'daily 07:00' or 'mon-fri 07:00,18:00 Europe/Berlin'",
        pattern: "^([A-Za-z,-]+ )?[0-9]{1,2}:[0-9]{2}(,[0-9]{1,2}:[0-9]{2})*( [A-Za-z0-9_+/-]+)?$"
    ) { text throws(AttentionText.Fault) in try AttentionText.weeklyTimes(text) }
}

extension ValueType<QuietHours> {
    static let quietHours = attention(
        "hours such as 22:00-07:00", pattern: "^[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}( [A-Za-z0-9_+/-]+)?$"
    ) { text throws(AttentionText.Fault) in try AttentionText.quietHours(text) }
}

extension ValueType<AlertRate> {
    static let rate = attention("a rate such as 20/h or 100/d", pattern: "^[0-9]{1,5}/[hd]$") {
        text throws(AttentionText.Fault) in try AttentionText.rate(text)
    }
}

extension ValueType {
    fileprivate static func attention(
        _ expectation: String, pattern: String,
        parse: @escaping @Sendable (String) throws(AttentionText.Fault) -> Value
    ) -> ValueType {
        ValueType(
            expectation, schema: .object([("type", .string("string")), ("pattern", .string(pattern))]),
            read: { node, reading in
                guard let text = reading.text(of: node, expecting: expectation) else { return nil }
                do throws(AttentionText.Fault) {
                    return try parse(text)
                } catch {
                    reading.error("\(reading.subject): \(error.message)", error.advice, at: node)
                    return nil
                }
            })
    }
}
