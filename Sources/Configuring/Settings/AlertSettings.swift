// SPDX-License-Identifier: Apache-2.0

package import Model

/// What is told, and where.
package struct AlertSettings: Sendable, Hashable {
    /// How much of a feed's first fetch is told.
    package var backlog = Backlog.within(.seconds(86_400))
    /// The file with one line an alert; absolute, `nil` for none.
    package var log: String?
    /// The file with one JSON object an alert; absolute, `nil` for none.
    package var jsonl: String?
    package var journal = JournalUse.auto
    /// The sinks that have names of the user's own, in the order of the file.
    package var sinks: [SinkSettings] = []

    package init() {}

    /// Whether alerts go to the systemd journal.
    package enum JournalUse: Sendable, Hashable {
        case on, off
        /// Where there is a journal.
        case auto
    }

    static let section = Section<AlertSettings>(
        [
            .value(
                "backlog", \.backlog, .backlog,
                "What is told of a feed fetched for the first time: entries published within this time, or all."),
            .value(
                "journal", \.journal, journalType, isOverridable: true,
                "Alerts in the systemd journal: true, false, or auto for where there is one."),
            .section(
                "log", \.self, Section([.optional("path", \.log, .path, isOverridable: true, "The file.")]),
                "One line an alert, for tail -F. Off without a path."),
            .section(
                "jsonl", \.self, Section([.optional("path", \.jsonl, .path, isOverridable: true, "The file.")]),
                "One JSON object an alert and line. Off without a path."),
            .value(
                "sinks", \.sinks, .sinks,
                "Further sinks, each under a name of your own, by which topics choose among them (sinks: [NAME])."),
        ]
            + SinkKind.all.map { kind in
                .moved(kind.name, "put it under alerts.sinks with a name: sinks: {NAME: {kind: \(kind.name), …}}")
            })

    private static let journalType = ValueType<JournalUse>.scalar(
        "true, false or auto", schema: .object([("enum", .array([.bool(true), .bool(false), .string("auto")]))]),
        written: { $0 == .auto ? .string("auto") : .bool($0 == .on) },
        advice: { NearestWord.to($0, among: ["auto", "true", "false"]).map { "did you mean \($0)?" } ?? "" },
        value: { $0 == "auto" ? .auto : ValueType<Bool>.words[$0.lowercased()].map { $0 ? .on : .off } })
}
