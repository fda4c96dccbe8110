// SPDX-License-Identifier: Apache-2.0

import Configuring
import Model
import Storing
import Watching

/// An alert for a person who asked about it.
enum AlertText {
    static func facts(_ alert: Alert) -> String {
        [
            ("alert", alert.id), ("kind", alert.kind.rawValue), ("topic", alert.topic), ("title", alert.title),
            ("link", alert.url ?? "–"), ("feed", alert.feed.isEmpty ? "–" : "\(alert.feedTitle) (\(alert.feed))"),
            ("entry", alert.entryID ?? "–"),
            ("published", alert.published?.rfc3339 ?? "–"), ("seen", alert.seen.rfc3339),
            ("language", alert.language ?? "–"),
            ("story", alert.carried.map { "\($0.count) alerts" } ?? "\(alert.storyID), \(alert.outlets) outlets"),
        ]
        .map { name, value in name.padded(to: 10) + Printable.line(value) }
        .joined(separator: "\n")
    }

    /// Where an alert is that was not told by itself; `nil` for one that was.
    static func place(_ place: AlertPlace) -> String? {
        switch place {
        case .told: nil
        case .held(let reason, let until): "held until \(until): waits for \(reason.words)"
        case .carried(let id): "told by #\(id)"
        }
    }

    /// A line for the sum and one for each signal.
    static func proof(_ alert: Alert) -> String {
        let head = "\(alert.topic)  \(alert.score.points)  \(Printable.line(alert.title))"
        return ([Terminal.bold(head)] + alert.why.map(line)).joined(separator: "\n")
    }

    private static func line(_ reason: Reason) -> String {
        let found = reason.terms.map { "“\(Printable.line($0))”" }.joined(separator: ", ")
        return "  \(reason.points.signed)  \(reason.field.padded(to: 10))\(Printable.line(reason.signal))\n"
            + "         \(found)\n         \(Printable.line(reason.snippet))"
    }
}

extension String {
    /// Filled with spaces to `width` cells of a terminal, and one more where it is wider.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - cells))
    }
}

extension Double {
    /// Two decimals.
    var points: String {
        let hundredths = Int((magnitude * 100).rounded())
        return "\(self < 0 ? "-" : "")\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    var signed: String { self < 0 ? points : "+" + points }
}
