// SPDX-License-Identifier: Apache-2.0
// An alert of several stories as text: its own, and below it a line for each story as long as there is room.

import Model

extension TextForm {
    /// The alert's text; for a digest or an overflow line also the alerts it carries, best first, and how many more there
    /// are. All of it fits; a line is shown whole or not at all.
    func message(of alert: Alert, by template: AlertTemplate) -> String {
        let head = text(of: alert, by: template)
        guard let carried = alert.carried else { return head }
        var lines = [head]
        var used = width(of: head)
        let lastLine = { (shown: Int) in "\n" + alert.remainder(behind: shown) }
        for (index, one) in carried.named.enumerated() {
            let line = line(of: one)
            let width = width(of: line) + 1
            let rest = index + 1 < carried.count ? self.width(of: lastLine(index + 1)) : 0
            guard used + width + rest <= limit else { break }
            lines.append(line)
            used += width
        }
        let shown = lines.count - 1
        if shown < carried.count, used + width(of: lastLine(shown)) <= limit {
            lines.append(alert.remainder(behind: shown).unicodeScalars.map(escape).joined())
        }
        return lines.joined(separator: "\n")
    }

    private func line(of carried: CarriedAlert) -> String {
        let words = (carried.headline + carried.source).unicodeScalars.map(escape).joined()
        return "• " + words + (carried.shortLink.map { " " + $0 } ?? "")
    }

    private func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }
}

extension Alert {
    /// What follows when so many of the carried alerts were shown: `and 12 more: feedwatch alerts show ID`.
    func remainder(behind shown: Int) -> String {
        "and \((carried?.count ?? 0) - shown) more: feedwatch alerts show \(id.cleaned(limit: AlertLine.Limit.term))"
    }
}

extension CarriedAlert {
    var headline: String { title.cleaned(limit: 300) }

    /// ` (Example News)`; empty where the feed has no title.
    var source: String {
        let name = feedTitle.cleaned(limit: 80)
        return name.isEmpty ? "" : " (\(name))"
    }

    /// A link that is safe to open, unless it is longer than services take.
    var shortLink: String? {
        url.flatMap(\.safeLink).flatMap { $0.utf8.count <= 2_000 ? $0 : nil }
    }
}
