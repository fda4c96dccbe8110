// SPDX-License-Identifier: Apache-2.0

import Model

extension TextBuffer {
    /// The object of `alerts.jsonl`, schema 1. An alert of several stories has one more key, `alerts`.
    mutating func appendObject(of alert: Alert) {
        append("{\"schema\":1")
        appendText("alert_id", alert.id, limit: AlertLine.Limit.term)
        appendText("kind", alert.kind.rawValue, limit: AlertLine.Limit.term)
        appendText("topic", alert.topic, limit: AlertLine.Limit.title)
        appendNumber("score", alert.score)
        appendText("title", alert.title, limit: AlertLine.Limit.title)
        appendText("url", alert.url?.withoutUserinfo, limit: AlertLine.Limit.address)
        appendText("entry_id", alert.entryID, limit: AlertLine.Limit.address)
        appendText("feed", alert.feed.withoutUserinfo, limit: AlertLine.Limit.address)
        appendText("feed_title", alert.feedTitle, limit: AlertLine.Limit.title)
        appendText("published", alert.published?.rfc3339, limit: AlertLine.Limit.term)
        appendText("seen", alert.seen.rfc3339, limit: AlertLine.Limit.term)
        appendText("language", alert.language, limit: AlertLine.Limit.term)
        appendText("story_id", alert.storyID, limit: AlertLine.Limit.term)
        appendNumber("outlets", Double(alert.outlets))
        appendKey("why")
        appendList(alert.why) { $0.appendObject(of: $1) }
        if let carried = alert.carried {
            appendKey("alerts")
            appendList(carried.named) { $0.appendObject(of: $1) }
        }
        append("}")
    }

    private mutating func appendObject(of carried: CarriedAlert) {
        append("{")
        appendText("alert_id", carried.id, limit: AlertLine.Limit.term)
        appendText("title", carried.title, limit: AlertLine.Limit.headline)
        appendText("url", carried.url?.withoutUserinfo, limit: AlertLine.Limit.address)
        appendText("feed_title", carried.feedTitle, limit: AlertLine.Limit.headline)
        appendNumber("score", carried.score)
        append("}")
    }

    private mutating func appendObject(of reason: Reason) {
        append("{")
        appendText("signal", reason.signal, limit: AlertLine.Limit.signal)
        appendNumber("points", reason.points)
        appendText("field", reason.field, limit: AlertLine.Limit.term)
        appendKey("terms")
        appendList(reason.terms) { $0.appendQuoted($1, limit: AlertLine.Limit.term) }
        appendText("snippet", reason.snippet, limit: AlertLine.Limit.snippet)
        append("}")
    }

    /// A member of an object.
    mutating func appendText(_ key: String, _ text: String?, limit: Int = .max) {
        appendKey(key)
        appendQuoted(text, limit: limit)
    }

    /// A member of an object.
    mutating func appendNumber(_ key: String, _ number: Double) {
        appendKey(key)
        append(number)
    }

    private mutating func appendList<Item>(_ items: [Item], _ appendItem: (inout TextBuffer, Item) -> Void) {
        append("[")
        for (index, item) in items.enumerated() {
            if index > 0 { append(",") }
            appendItem(&self, item)
        }
        append("]")
    }
}
