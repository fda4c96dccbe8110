// SPDX-License-Identifier: Apache-2.0
// JSON Feed 1.0 and 1.1 (jsonfeed.org), read with Foundation after its nesting has been measured. Values of the wrong type
// count as absent; a number for an id is taken as text, as the specification asks.

import Foundation
import Model

struct JSONFeedReader {
    let limits: ParseLimits
    let baseURL: String?

    private typealias Object = [String: Any]

    func read(_ text: UnsafeBufferPointer<UInt8>) throws(ParseError) -> ParsedFeed {
        try check(JSONShape(text))
        guard let root = try parse(text) as? Object else { throw .notAFeed("JSON without an object") }
        let version = string(root["version"]) ?? ""
        guard version.contains("jsonfeed.org") || root["items"] is [Any] else {
            throw .notAFeed("JSON of another kind")
        }
        var feed = ParsedFeed()
        feed.format = version.hasSuffix("/1.1") ? .jsonfeed11 : .jsonfeed10
        if !version.contains("jsonfeed.org") { feed.warnings.append("no version of JSON Feed") }
        fill(&feed, from: root)
        return feed
    }

    private func check(_ shape: JSONShape) throws(ParseError) {
        guard shape.depth <= limits.maxJSONDepth else {
            throw .refused("JSON nested deeper than \(limits.maxJSONDepth)")
        }
        guard shape.values <= limits.maxJSONValues else {
            throw .refused("JSON of more than \(limits.maxJSONValues) values")
        }
        guard shape.longestAtom <= Self.longestNumber else {
            throw .refused("a JSON number longer than \(Self.longestNumber) bytes")
        }
    }

    private static let longestNumber = 1_000

    private func parse(_ text: UnsafeBufferPointer<UInt8>) throws(ParseError) -> Any {
        do {
            return try JSONSerialization.jsonObject(with: Data(text))
        } catch {
            let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
            throw .malformed("JSON: \((reason ?? error.localizedDescription).prefix(200))")
        }
    }

    private func fill(_ feed: inout ParsedFeed, from root: Object) {
        feed.title = plain(root["title"])
        feed.subtitle = plain(root["description"])
        feed.link = url(root["home_page_url"])
        feed.id = url(root["feed_url"])
        feed.language = string(root["language"])
        feed.image = url(root["icon"]) ?? url(root["favicon"])
        feed.authors = authors(of: root)
        let items = root["items"] as? [Any] ?? []
        if items.count > limits.maxEntries {
            feed.warnings.append("more than \(limits.maxEntries) entries: the rest is left out")
        }
        feed.entries = items.prefix(limits.maxEntries).compactMap { $0 as? Object }.map(entry)
    }

    private func entry(_ item: Object) -> ParsedEntry {
        var entry = ParsedEntry()
        entry.id = string(item["id"])
        entry.title = plain(item["title"])
        entry.link = url(item["url"]) ?? url(item["external_url"])
        for key in ["url", "external_url"] {
            if let href = url(item[key]) {
                entry.links.append(Link(href: href, rel: key == "url" ? "alternate" : "related", type: nil))
            }
        }
        entry.summary = plain(item["summary"])
        if let html = markup(item["content_html"], isHTML: true) { entry.contents.append(html) }
        if let text = markup(item["content_text"], isHTML: false) { entry.contents.append(text) }
        entry.published = string(item["date_published"]).flatMap(FeedDate.parse)
        entry.updated = string(item["date_modified"]).flatMap(FeedDate.parse)
        entry.language = string(item["language"])
        entry.authors = authors(of: item)
        entry.categories = (item["tags"] as? [Any] ?? []).compactMap(string).filter { !$0.isEmpty }
            .map { Category(term: $0, scheme: nil, label: nil) }
        entry.enclosures = (item["attachments"] as? [Any] ?? []).compactMap { $0 as? Object }.compactMap(enclosure)
        return entry
    }

    private func enclosure(_ attachment: Object) -> Enclosure? {
        url(attachment["url"]).map {
            Enclosure(
                url: $0, type: string(attachment["mime_type"]),
                length: (attachment["size_in_bytes"] as? NSNumber)?.intValue)
        }
    }

    private func authors(of object: Object) -> [Person] {
        let listed = (object["authors"] as? [Any] ?? []).compactMap(person)
        return listed.isEmpty ? [object["author"]].compactMap(person) : listed
    }

    private func person(_ value: Any?) -> Person? {
        guard let author = value as? Object else { return nil }
        let person = Person(name: string(author["name"]), email: nil, uri: url(author["url"]))
        return person.isEmpty ? nil : person
    }

    private func plain(_ value: Any?) -> Markup? {
        markup(value, isHTML: false)
    }

    private func markup(_ value: Any?, isHTML: Bool) -> Markup? {
        guard let text = string(value), !text.isEmpty else { return nil }
        return Markup(bytes: Array(text.utf8.prefix(limits.maxTextBytes)), isHTML: isHTML, base: baseURL)
    }

    private func url(_ value: Any?) -> String? {
        guard let text = string(value), !text.isEmpty else { return nil }
        return URLReference.resolve(text, against: baseURL)
    }

    private func string(_ value: Any?) -> String? {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }
}
