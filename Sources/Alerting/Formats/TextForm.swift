// SPDX-License-Identifier: Apache-2.0
// A template filled in for a place: what a feed sent is made harmless there, and the whole fits.

import Model

/// The rules of a place that shows text.
struct TextForm: Sendable {
    /// How much fits, in the place's own units.
    let limit: Int
    /// How many units a scalar takes.
    let width: @Sendable (Unicode.Scalar) -> Int
    /// A scalar of a field as the place shows it as itself. Links need none: no mark is left in them.
    let escape: @Sendable (Unicode.Scalar) -> String

    /// Text as it is, in bytes of UTF-8.
    static func plain(bytes limit: Int) -> TextForm {
        TextForm(limit: limit, width: { UTF8.width($0) }, escape: { String($0) })
    }

    /// Text as it is, in UTF-16 code units.
    static func plain(utf16 limit: Int) -> TextForm {
        TextForm(limit: limit, width: { UTF16.width($0) }, escape: { String($0) })
    }

    /// The alert's text. What does not fit is cut behind a whole escape and an ellipsis added; a link that does not fit is
    /// left out. Lines that stay empty at the ends are left out, too.
    func text(of alert: Alert, by template: AlertTemplate) -> String {
        var text = BoundedText(form: self)
        for piece in template.pieces {
            switch piece {
            case .text(let words): text.append(words, isOwn: true)
            case .field(.url): text.appendWhole(alert.link ?? "")
            case .field(let field): text.append(alert.text(of: field), isOwn: false)
            }
        }
        return text.text.trimmed
    }
}

private struct BoundedText {
    let form: TextForm
    private(set) var text = ""
    private var used = 0
    private var isFull = false

    init(form: TextForm) {
        self.form = form
    }

    mutating func append(_ words: String, isOwn: Bool) {
        for scalar in words.unicodeScalars where !isFull {
            let shown = isOwn ? String(scalar) : form.escape(scalar)
            let width = shown.unicodeScalars.reduce(0) { $0 + form.width($1) }
            // One ellipsis more has to fit.
            if used + width + form.width("…") > form.limit {
                text += "…"
                isFull = true
            } else {
                text += shown
                used += width
            }
        }
    }

    mutating func appendWhole(_ words: String) {
        let width = words.unicodeScalars.reduce(0) { $0 + form.width($1) }
        guard !isFull, used + width + form.width("…") <= form.limit else { return }
        text += words
        used += width
    }
}

extension Alert {
    /// A field as plain text on one line, bounded; empty where the alert has none.
    func text(of field: AlertField) -> String {
        switch field {
        case .topic: topic.cleaned(limit: AlertLine.Limit.headline)
        case .title: headline
        case .url: link ?? ""
        case .feed:
            carried == nil
                ? outlet.cleaned(limit: AlertLine.Limit.headline) : "\(outlets) feed\(outlets == 1 ? "" : "s")"
        case .score: scoreText
        case .why: proof
        case .published: published?.rfc3339 ?? ""
        case .outlets: String(outlets)
        case .id: id.cleaned(limit: AlertLine.Limit.term)
        }
    }

    private var scoreText: String {
        var buffer = TextBuffer(capacity: 16)
        buffer.append(score, decimals: 2)
        return buffer.text
    }
}

extension AlertTemplate {
    /// Title, source and link, for places that show nothing else.
    static let standard = AlertTemplate(
        .field(.title), .text("\n"), .field(.feed), .text(" · "), .field(.topic), .text("\n"), .field(.url))

    /// What stands below a title that the place shows by itself.
    static let belowTitle = AlertTemplate(
        .field(.feed), .text(" · "), .field(.topic), .text(" "), .field(.score), .text("\n"), .field(.why))
}
