// SPDX-License-Identifier: Apache-2.0
// The elements that the loose reader holds open, and the namespaces they declare.

/// An element's name as it stands in the document, such as `dc:date`; compared in lower case.
struct QualifiedName: Hashable {
    let text: String

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        text = UnsafeBufferPointer(rebasing: bytes[range]).loweredString
    }

    var isEntry: Bool { text == "item" || text == "entry" || text == "rss:item" || text == "atom:entry" }

    /// Elements that only feeds have, and that are no HTML: one that begins ends a text that was left open.
    var isField: Bool { isEntry || Self.fields.contains(text) }

    /// Elements whose text is short and without markup.
    var holdsTextOnly: Bool { Self.texts.contains(text) }

    /// Where the element's end tag stands in `range`.
    func endTag(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var place = range.lowerBound
        while let found = bytes.first("</", in: place..<range.upperBound) {
            let name = (found + 2)..<min(range.upperBound, found + 2 + text.utf8.count)
            if QualifiedName(bytes, name) == self { return found }
            place = found + 2
        }
        return nil
    }

    private static let texts: Set<String> = [
        "title", "link", "guid", "pubdate", "id", "published", "updated", "issued", "modified", "created", "dc:date",
        "dc:creator", "dc:subject", "category", "comments", "author", "language", "lastbuilddate", "name", "email",
        "uri",
    ]
    private static let fields: Set<String> = [
        "title", "link", "guid", "pubdate", "description", "content:encoded", "published", "updated", "issued",
        "modified",
        "created", "dc:date", "dc:creator", "dc:subject", "category", "comments", "author", "language", "lastbuilddate",
        "enclosure", "image", "channel", "generator", "ttl", "webmaster", "managingeditor", "docs", "copyright",
        "outline", "id", "summary", "content",
    ]
}

struct OpenElements {
    private var names: [QualifiedName] = []
    /// Where the elements of each name are among them, and where the entries: hostile documents have more stray end tags
    /// than one could compare with all that is open.
    private var places: [QualifiedName: [Int]] = [:]
    private var entries: [Int] = []
    /// The prefixes that the open elements declare, outermost first.
    private var declared: [(depth: Int, prefix: String)] = []
    /// What each of them stands for, the innermost last.
    private var namespaces: [String: [String]] = [:]

    var isEmpty: Bool { names.isEmpty }
    var count: Int { names.count }
    var top: QualifiedName? { names.last }
    var lastEntry: Int? { entries.last }

    mutating func push(_ name: QualifiedName) {
        places[name, default: []].append(names.count)
        if name.isEntry { entries.append(names.count) }
        names.append(name)
    }

    mutating func pop() {
        let name = names.removeLast()
        places[name]?.removeLast()
        if places[name]?.isEmpty == true { places[name] = nil }
        if entries.last == names.count { entries.removeLast() }
        while let last = declared.last, last.depth >= names.count {
            declared.removeLast()
            namespaces[last.prefix]?.removeLast()
        }
    }

    /// Where the element stands that an end tag of that name closes; a stray end tag never closes an entry around it.
    func match(_ name: QualifiedName) -> Int? {
        guard let place = places[name]?.last else { return nil }
        if let entry = entries.last, entry > place, !Self.outer.contains(name.text) { return nil }
        return place
    }

    mutating func declare(_ prefix: String, _ uri: String, depth: Int) {
        guard declared.count < 256 else { return }
        declared.append((depth, prefix))
        namespaces[prefix, default: []].append(uri)
    }

    /// The URI of a prefix, `""` being the default one.
    func namespace(_ prefix: String) -> String? {
        namespaces[prefix]?.last
    }

    private static let outer: Set<String> = ["channel", "rss", "feed", "rdf:rdf", "rdf", "body", "html", "items"]
}
