// SPDX-License-Identifier: Apache-2.0
// An alert as each place wants it. The three forms are promises to tools outside the project: Documentation has them.

package import Model

/// The forms of an alert. All are pure, deterministic, and hold no line end whatever the feed sent.
package enum AlertLine {
    /// The most bytes that a part of an alert may take in any form; the rest is cut and an ellipsis added.
    package enum Limit {
        static let title = 4_096
        static let address = 8_192
        static let term = 256
        static let snippet = 1_024
        static let signal = 512
        /// A title where people read: the log and the journal's message.
        package static let headline = 1_024
        /// All signals together where people read.
        static let proof = 1_024
    }

    /// One line for `tail -F`, without a line end: time, topic, score, feed, title, link, `[signals]`, `#id`, divided by two
    /// spaces; no part holds two spaces in a row, an absent one is `-`. Also what `run` prints on a terminal.
    package static func log(_ alert: Alert) -> String {
        var line = TextBuffer()
        line.append(alert.seen.rfc3339 + "  ")
        line.appendPart(alert.topic, limit: Limit.headline)
        line.append(alert.score, decimals: 2)
        line.append("  ")
        line.appendPart(alert.outlet, limit: Limit.headline)
        line.appendPart(alert.title, limit: Limit.headline)
        line.appendPart(alert.url?.withoutUserinfo ?? "", limit: Limit.address)
        line.append("[" + alert.proof + "]  #")
        line.appendClean(alert.id, limit: Limit.term)
        return line.text
    }

    /// One JSON object on one line, without a line end; keys in the order of the contract.
    package static func json(_ alert: Alert) -> String {
        var line = TextBuffer()
        line.appendObject(of: alert)
        return line.text
    }

    /// Any text from outside as part of one line for people, as in the log: for status lines and diagnostics.
    package static func clean(_ text: String, limit: Int = Limit.headline) -> String {
        text.cleaned(limit: limit)
    }

    /// The fields of the alert's journal record. One of several stories also has `FEEDWATCH_ALERTS`, the ids of those it
    /// names.
    package static func journalFields(_ alert: Alert) -> [(name: String, value: String)] {
        var score = TextBuffer(capacity: 16)
        score.append(alert.score)
        let carried = alert.carried.map { [("FEEDWATCH_ALERTS", $0.named.map(\.id).joined(separator: " "))] } ?? []
        return [
            ("MESSAGE", alert.message),
            ("MESSAGE_ID", JournalEvent(alert.kind).messageID),
            ("PRIORITY", String(alert.priority.rawValue)),
            ("SYSLOG_IDENTIFIER", "feedwatch"),
            ("FEEDWATCH_ALERT_ID", alert.id.cleaned(limit: Limit.term)),
            ("FEEDWATCH_TOPIC", alert.topic.cleaned(limit: Limit.headline)),
            ("FEEDWATCH_SCORE", score.text),
            ("FEEDWATCH_FEED", alert.feed.withoutUserinfo.cleaned(limit: Limit.address)),
            ("FEEDWATCH_URL", (alert.url ?? "").withoutUserinfo.cleaned(limit: Limit.address)),
            ("FEEDWATCH_STORY", alert.storyID.cleaned(limit: Limit.term)),
            ("FEEDWATCH_TITLE", alert.title.cleaned(limit: Limit.title)),
            ("FEEDWATCH_WHY", alert.proof),
        ] + carried
    }
}

extension TextBuffer {
    /// One field of the log line and the two spaces after it.
    fileprivate mutating func appendPart(_ text: String, limit: Int) {
        let start = bytes.count
        appendClean(text, limit: limit)
        append(bytes.count == start ? "-  " : "  ")
    }
}
