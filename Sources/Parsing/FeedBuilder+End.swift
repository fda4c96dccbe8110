// SPDX-License-Identifier: Apache-2.0
// Where a container ends, its candidates are weighed.

import Model

extension FeedBuilder {
    mutating func endPerson() {
        textEnd = text.count
        if person.isEmpty, collects, let read = readPerson() { person = read }
        personDepth = 0
        collects = false
        guard !person.isEmpty else { return }
        switch personRole {
        case .person: keep(person)
        case .owner: if isInEntry { draft.owner = person } else { feedDraft.owner = person }
        default: break
        }
    }

    /// One more author, of the entry or of the feed.
    mutating func keep(_ person: PersonRecord) {
        if isInEntry {
            Self.add(person, to: &lists.authors, from: lists.starts.authors, most: limits.maxParts, in: text.bytes)
        } else {
            Self.add(person, to: &feedAuthors, from: 0, most: limits.maxParts, in: text.bytes)
        }
    }

    /// Feeds name one author in several elements (`author`, `dc:creator`, `itunes:author`), with and without address.
    private static func add(
        _ person: PersonRecord, to authors: inout [PersonRecord], from start: Int, most: Int,
        in text: UnsafeBufferPointer<UInt8>
    ) {
        guard authors.count - start < most else { return }
        let known = (start..<authors.count).first { person.isSame(as: authors[$0], in: text) }
        guard let known else { return authors.append(person) }
        authors[known].email = authors[known].email ?? person.email
        authors[known].uri = authors[known].uri ?? person.uri
    }

    /// iTunes' owner is whom to write to: the author where none is told, and the address of an author of that name.
    private static func name(
        owner: PersonRecord, in authors: inout [PersonRecord], from start: Int, _ text: UnsafeBufferPointer<UInt8>
    ) {
        if authors.count == start { authors.append(owner) }
        for index in start..<authors.count where authors[index].email == nil && authors[index].name != nil {
            guard text.isSame(authors[index].name, owner.name) else { continue }
            authors[index].email = owner.email
            authors[index].uri = authors[index].uri ?? owner.uri
        }
    }

    mutating func endSource() {
        textEnd = text.count
        if source.title == nil, collects { source.title = plainMarkup() }
        source.url = source.url ?? sourceID
        sourceID = nil
        sourceDepth = 0
        collects = false
        if isInEntry, source.title != nil || source.url != nil { entry.source = source }
    }

    mutating func endEntry() {
        entry.title = entry.title ?? draft.otherTitle
        entry.summary = entry.summary ?? draft.otherSummary ?? draft.itunesSubtitle
        entry.id = entry.id ?? draft.otherID
        entry.link = draft.link ?? draft.alternate ?? draft.permalink ?? draft.original ?? draft.cdfHref
        // A publisher who tells but one date means the time of publishing.
        entry.published = entry.published ?? draft.otherDate ?? draft.date ?? draft.created ?? entry.updated
        entry.updated = entry.updated ?? draft.date
        if let owner = draft.owner {
            Self.name(owner: owner, in: &lists.authors, from: lists.starts.authors, text.bytes)
        }
        if lists.enclosures.count == lists.starts.enclosures, !media.isEmpty { lists.enclosures += media }
        if entry.language == nil { entry.language = scope.languageRange(in: &text) }
        if knowsNextEntry { lists.dropOpenParts() } else { lists.close(entry) }
        knowsNextEntry = false
        entry = EntryRecord()
        entryDepth = 0
    }

    /// The feed, which takes over the text.
    mutating func finishDocument() -> ParsedFeed {
        if isInEntry { endEntry() }
        if isFull { feed.warnings.append("more than \(limits.maxEntries) entries: the rest is left out") }
        feed.title = feed.title ?? feedDraft.otherTitle
        feed.subtitle = feed.subtitle ?? feedDraft.itunesSubtitle ?? feedDraft.otherSubtitle
        feed.link = feedDraft.link ?? feedDraft.alternate ?? (isAtomFeed ? feed.id.flatMap(URLReference.web) : nil)
        feed.updated = feed.updated ?? feedDraft.otherDate ?? feedDraft.published
        if let owner = feedDraft.owner { Self.name(owner: owner, in: &feedAuthors, from: 0, text.bytes) }
        feed.authors = feedAuthors.map { Person($0, in: text.bytes) }
        feed.image = feed.image ?? feedDraft.logo ?? feedDraft.itunesImage ?? feedDraft.icon
        feed.ttl = feed.ttl ?? feedDraft.minutes
        feed.language = feed.language ?? rootLanguage
        resolveByFeedLink()
        feed.entries = ParsedEntries(lists, text: text.take())
        return feed
    }

    /// Relative links of a document whose URL nobody told and that has no xml:base stand on the feed's own page.
    private mutating func resolveByFeedLink() {
        guard scope.base == nil, let base = feed.link ?? feedDraft.selfLink, URLReference.isAbsolute(base),
            URLReference.canBeBase(base)
        else { return }
        feed.image = feed.image.map { URLReference.resolve($0, against: base) }
        let range = text.append(text: base)
        for index in lists.links.indices { lists.links[index].href = resolve(lists.links[index].href, against: base) }
        for index in lists.enclosures.indices {
            lists.enclosures[index].url = resolve(lists.enclosures[index].url, against: base)
        }
        for index in lists.contents.indices { lists.contents[index].base = lists.contents[index].base ?? range }
        for index in lists.entries.indices { resolveEntry(at: index, against: base, range) }
    }

    private mutating func resolveEntry(at index: Int, against base: String, _ range: TextRange) {
        if let link = lists.entries[index].link { lists.entries[index].link = resolve(link, against: base) }
        if let comments = lists.entries[index].comments {
            lists.entries[index].comments = resolve(comments, against: base)
        }
        if lists.entries[index].summary?.base == nil { lists.entries[index].summary?.base = range }
    }
}

extension FeedDraft {
    /// `sy:updatePeriod` divided by `sy:updateFrequency`, in minutes.
    fileprivate var minutes: Int? {
        guard let period else { return nil }
        let span: Int? =
            switch period.lowercased() {
            case "hourly": 60
            case "daily": 1_440
            case "weekly": 10_080
            case "monthly": 43_200
            case "yearly": 525_600
            default: nil
            }
        return span.map { $0 / max(1, frequency ?? 1) }
    }
}
