// SPDX-License-Identifier: Apache-2.0

/// How an edit of the configuration comes into force.
package struct ReloadSettings: Sendable, Hashable {
    /// Whether the daemon looks at its files by itself; else it waits to be asked.
    package var watch = true
    /// The most times as many stories of a day that a topic may tell after an edit as before it; `nil` for any number.
    package var maxAlertChange: Double?

    package init() {}

    static let section = Section<ReloadSettings>([
        .value(
            "watch", \.watch, .bool,
            "Whether a changed file is read as soon as it is saved; else by `feedwatch reload` or SIGHUP alone."),
        .optional(
            "max_alert_change", \.maxAlertChange, factor,
            "An edit by which a topic would tell more than so many times the stories of a day is refused. Default: none."
        ),
    ])

    /// `5x`, or the same as `500%`.
    private static let factor = ValueType<Double>.scalar(
        "a factor such as 5x or 500%, of 1x at least",
        schema: .object([("type", .string("string")), ("pattern", .string("^[0-9]+([.][0-9]+)?(x|%)$"))]),
        written: { .string("\($0)x") },
        advice: { Double($0).map { _ in "add the unit, such as 5x" } ?? "" },
        value: { text in
            guard let unit = text.last, unit == "x" || unit == "%", let number = Double(text.dropLast()) else {
                return nil
            }
            let factor = unit == "x" ? number : number / 100
            return (1...1_000_000).contains(factor) ? factor : nil
        })
}
