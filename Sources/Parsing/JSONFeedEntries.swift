// SPDX-License-Identifier: Apache-2.0
// The items of a JSON Feed, written as records like those of every other feed.

import Foundation

struct JSONFeedEntries {
    private let limits: ParseLimits
    private let baseURL: String?
    private var text = ByteBuffer()
    private var lists = EntryLists()
    /// Where `baseURL` stands in the text.
    private let base: TextRange?

    init(limits: ParseLimits, baseURL: String?) {
        self.limits = limits
        self.baseURL = baseURL
        base = if let baseURL { text.append(text: baseURL) } else { nil }
    }

    /// The entries, which take over the text.
    func finish() -> ParsedEntries {
        ParsedEntries(lists, text: text)
    }

    mutating func add(_ item: Any) {
        guard let item = item as? JSONObject else { return }
        var entry = EntryRecord()
        entry.id = keep(item.text("id"))
        entry.title = markup(item, "title", isHTML: false)
        entry.summary = markup(item, "summary", isHTML: false)
        entry.published = item.text("date_published").flatMap(FeedDate.parse)
        entry.updated = item.text("date_modified").flatMap(FeedDate.parse)
        entry.language = keep(item.text("language"))
        entry.link = addLinks(of: item)
        if let html = markup(item, "content_html", isHTML: true) { lists.contents.append(html) }
        if let plain = markup(item, "content_text", isHTML: false) { lists.contents.append(plain) }
        lists.authors += authorRecords(of: item)
        addCategories(of: item)
        addEnclosures(of: item)
        lists.close(entry)
    }

    /// The feed's own authors.
    mutating func authors(of root: JSONObject) -> [Person] {
        authorRecords(of: root).map { Person($0, in: text.bytes) }
    }

    /// - Returns: the page of the entry.
    private mutating func addLinks(of item: JSONObject) -> TextRange? {
        let page = url(item, "url")
        let other = url(item, "external_url")
        if let page { lists.links.append(LinkRecord(href: page, rel: .alternate)) }
        if let other { lists.links.append(LinkRecord(href: other, rel: .related)) }
        return page ?? other
    }

    private mutating func addCategories(of item: JSONObject) {
        for tag in item.list("tags") {
            guard let term = ["tag": tag].text("tag"), !term.isEmpty else { continue }
            lists.categories.append(CategoryRecord(term: text.append(text: term)))
        }
    }

    private mutating func addEnclosures(of item: JSONObject) {
        for attachment in item.objects("attachments") {
            guard let url = url(attachment, "url") else { continue }
            lists.enclosures.append(
                EnclosureRecord(
                    url: url, type: keep(attachment.text("mime_type")),
                    length: (attachment["size_in_bytes"] as? NSNumber)?.intValue))
        }
    }

    /// Version 1.1 has a list, version 1.0 one author.
    private mutating func authorRecords(of object: JSONObject) -> [PersonRecord] {
        let listed = persons(object.objects("authors"))
        return listed.isEmpty ? persons([object["author"]].compactMap { $0 as? JSONObject }) : listed
    }

    private mutating func persons(_ objects: [JSONObject]) -> [PersonRecord] {
        var persons: [PersonRecord] = []
        for object in objects {
            let person = PersonRecord(name: keep(object.text("name")), uri: url(object, "url"))
            if !person.isEmpty { persons.append(person) }
        }
        return persons
    }

    private mutating func markup(_ object: JSONObject, _ key: String, isHTML: Bool) -> MarkupRecord? {
        guard let value = object.text(key), !value.isEmpty else { return nil }
        let whole = text.append(text: value)
        let kept = TextRange(whole.lowerBound..<min(whole.upperBound, whole.lowerBound + limits.maxTextBytes))
        return MarkupRecord(text: kept, isHTML: isHTML, type: isHTML ? .html : .plain, base: base)
    }

    private mutating func url(_ object: JSONObject, _ key: String) -> TextRange? {
        guard let reference = object.text(key), !reference.isEmpty else { return nil }
        let url = URLReference.resolve(reference, against: baseURL)
        return text.count < TextRange.maxResolved ? text.append(text: url) : nil
    }

    private mutating func keep(_ value: String?) -> TextRange? {
        value.map { text.append(text: $0) }
    }
}
