// SPDX-License-Identifier: Apache-2.0
// `paused:` of a feed: true, false, or the time at which the pause is over.

import Model

extension ValueType<Pause?> {
    static let pause: ValueType = scalar(
        "true, false, or a time such as 2026-12-01T08:00:00Z",
        schema: .object([
            (
                "anyOf",
                .array([
                    .type("boolean"),
                    .object([("type", .string("string")), ("pattern", .string(pattern))]),
                ])
            )
        ]),
        written: { $0 == nil ? .bool(false) : nil },
        advice: { TimeText.moment($0 + "Z") == nil ? "" : "times are in UTC: write \($0)Z" },
        value: { text in
            if let isPaused = ValueType<Bool>.words[text.lowercased()] { return isPaused ? .untilResumed : .some(nil) }
            return TimeText.moment(text).map { .until($0) }
        })

    private static var pattern: String { "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$" }
}
