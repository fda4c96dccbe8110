// SPDX-License-Identifier: Apache-2.0
// An Atom feed as this program writes it. It reads back only what it wrote: an entry's lines are kept as they are, so that
// an update of the program changes no old entry.

import Model

struct AtomDocument {
    /// The lines of one entry, without the tags around it.
    private struct Written {
        let id: String
        let updated: String
        let lines: [String]
    }

    private let topic: String
    /// Newest first.
    private var entries: [Written] = []

    init(topic: String) {
        self.topic = topic
    }

    /// `nil` for a text that this type did not write.
    init?(topic: String, reading text: String) {
        self.topic = topic
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.starts(with: Self.head(topic)), lines.suffix(2) == ["</feed>", ""] else { return nil }
        for block in lines.split(separator: "<entry>").dropFirst() {
            guard let end = block.firstIndex(of: "</entry>"), let entry = Self.written(Array(block[..<end])) else {
                return nil
            }
            entries.append(entry)
        }
    }

    /// Adds what is not there yet, in order, and forgets the oldest. `false` if nothing changed.
    mutating func add(_ alerts: [Alert], keeping limit: Int) -> Bool {
        var known = Set(entries.map(\.id))
        let new = alerts.filter { known.insert(Self.id(of: $0)).inserted }.compactMap {
            Self.written(Self.lines(of: $0))
        }
        guard !new.isEmpty || entries.count > limit else { return false }
        entries = Array((new.reversed() + entries).prefix(limit))
        return true
    }

    var text: String {
        var lines = Self.head(topic)
        if let updated = entries.map(\.updated).max() { lines.append("<updated>\(updated)</updated>") }
        for entry in entries { lines += ["<entry>"] + entry.lines + ["</entry>"] }
        return (lines + ["</feed>", ""]).joined(separator: "\n")
    }

    private static func head(_ topic: String) -> [String] {
        let name = HTMLText.escaped(topic.cleaned(limit: AlertLine.Limit.headline))
        return [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<id>urn:feedwatch:topic:\(name)</id>", "<title>\(name)</title>",
            "<author><name>feedwatch</name></author>", "<generator>feedwatch</generator>",
        ]
    }

    private static func id(of alert: Alert) -> String {
        "urn:feedwatch:alert:" + HTMLText.escaped(alert.id.cleaned(limit: AlertLine.Limit.term))
    }

    private static func lines(of alert: Alert) -> [String] {
        var lines = [
            "<id>\(id(of: alert))</id>", "<title>\(HTMLText.escaped(alert.headline))</title>",
            "<updated>\(alert.seen.rfc3339)</updated>",
        ]
        if let published = alert.published { lines.append("<published>\(published.rfc3339)</published>") }
        if let link = alert.link { lines.append("<link href=\"\(HTMLText.escaped(link))\"/>") }
        let source = [alert.text(of: .feed), alert.text(of: .score), alert.proof].filter { !$0.isEmpty }
        return lines + [
            "<author><name>\(HTMLText.escaped(alert.text(of: .feed)))</name></author>",
            "<category term=\"\(HTMLText.escaped(alert.text(of: .topic)))\"/>",
            content(of: alert, source.joined(separator: " · ")),
        ]
    }

    /// A digest has a list of links.
    private static func content(of alert: Alert, _ text: String) -> String {
        guard alert.carried != nil else { return "<content>\(HTMLText.escaped(text))</content>" }
        let html = "<p>\(HTMLText.escaped(text))</p>" + HTMLText.list(of: alert, limit: 64_000)
        return "<content type=\"html\">\(HTMLText.escaped(html))</content>"
    }

    private static func written(_ lines: [String]) -> Written? {
        guard let id = element("id", in: lines), let updated = element("updated", in: lines) else { return nil }
        return Written(id: id, updated: updated, lines: lines)
    }

    private static func element(_ name: String, in lines: [String]) -> String? {
        let (open, close) = ("<\(name)>", "</\(name)>")
        let line = lines.first { $0.hasPrefix(open) && $0.hasSuffix(close) }
        return line.map { String($0.dropFirst(open.count).dropLast(close.count)) }
    }
}
