// SPDX-License-Identifier: Apache-2.0
// JSON Feed 1.0 and 1.1 (jsonfeed.org), read with Foundation after its nesting has been measured. Values of the wrong type
// count as absent; a number for an id is taken as text, as the specification asks.

import Foundation
import Model

struct JSONFeedReader {
    let limits: ParseLimits
    let baseURL: String?

    func read(_ text: UnsafeBufferPointer<UInt8>) throws(ParseError) -> ParsedFeed {
        try check(JSONShape(text))
        var warnings: [String] = []
        guard let root = try parse(text, &warnings) as? JSONObject else { throw .notAFeed("JSON without an object") }
        let version = root.text("version") ?? ""
        guard version.contains("jsonfeed.org") || root["items"] is [Any] else {
            throw .notAFeed("JSON of another kind")
        }
        var feed = ParsedFeed()
        feed.warnings = warnings
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

    private func parse(_ text: UnsafeBufferPointer<UInt8>, _ warnings: inout [String]) throws(ParseError) -> Any {
        do throws(ParseError) {
            return try parse(Data(text))
        } catch {
            let repair = JSONRepair(text)
            guard repair.isChanged else { throw error }
            let root = try parse(Data(repair.bytes))
            warnings.append("JSON: control characters or halves of surrogate pairs in strings were replaced")
            return root
        }
    }

    private func parse(_ json: Data) throws(ParseError) -> Any {
        do {
            return try JSONSerialization.jsonObject(with: json)
        } catch {
            let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
            throw .malformed("JSON: \((reason ?? error.localizedDescription).prefix(200))")
        }
    }

    private func fill(_ feed: inout ParsedFeed, from root: JSONObject) {
        feed.title = plain(root.text("title"))
        feed.subtitle = plain(root.text("description"))
        feed.link = url(root.text("home_page_url"))
        feed.id = url(root.text("feed_url"))
        feed.language = root.text("language")
        feed.image = url(root.text("icon")) ?? url(root.text("favicon"))
        let items = root.list("items")
        if items.count > limits.maxEntries {
            feed.warnings.append("more than \(limits.maxEntries) entries: the rest is left out")
        }
        var entries = JSONFeedEntries(limits: limits, baseURL: baseURL)
        feed.authors = entries.authors(of: root)
        for item in items.prefix(limits.maxEntries) { entries.add(item) }
        feed.entries = entries.finish()
    }

    private func plain(_ text: String?) -> Markup? {
        guard let text, !text.isEmpty else { return nil }
        return Markup(bytes: Array(text.utf8.prefix(limits.maxTextBytes)), isHTML: false, base: baseURL)
    }

    private func url(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return URLReference.resolve(text, against: baseURL)
    }
}

typealias JSONObject = [String: Any]

extension JSONObject {
    /// A text, or a number as one.
    func text(_ key: String) -> String? {
        switch self[key] {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    /// The objects of a list.
    func objects(_ key: String) -> [JSONObject] {
        list(key).compactMap { $0 as? JSONObject }
    }

    func list(_ key: String) -> [Any] {
        self[key] as? [Any] ?? []
    }
}
