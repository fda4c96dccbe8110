// SPDX-License-Identifier: Apache-2.0
// Where a container ends, its candidates are weighed.

import Model

extension FeedBuilder {
    mutating func endPerson() {
        if person.isEmpty, collects, let read = PersonName.read(text.bytes.trimmed) { person = read }
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
    mutating func keep(_ person: Person) {
        if isInEntry {
            Self.add(person, to: &entry.authors, most: limits.maxParts)
        } else {
            Self.add(person, to: &feed.authors, most: limits.maxParts)
        }
    }

    /// iTunes' owner is whom to write to: the author where none is told, and the address of an author of that name.
    private static func named(_ authors: [Person], owner: Person) -> [Person] {
        guard !authors.isEmpty else { return [owner] }
        return authors.map { author in
            guard author.name != nil, author.name == owner.name, author.email == nil else { return author }
            return Person(name: author.name, email: owner.email, uri: author.uri ?? owner.uri)
        }
    }

    /// Feeds name one author in several elements (`author`, `dc:creator`, `itunes:author`), with and without address.
    private static func add(_ person: Person, to authors: inout [Person], most: Int) {
        guard authors.count < most else { return }
        guard let index = authors.firstIndex(where: person.isSame(as:)) else { return authors.append(person) }
        authors[index].email = authors[index].email ?? person.email
        authors[index].uri = authors[index].uri ?? person.uri
    }

    mutating func endSource() {
        if source.title == nil, collects { source.title = plainMarkup() }
        source.url = source.url ?? sourceID
        sourceID = nil
        sourceDepth = 0
        collects = false
        if isInEntry, source.title != nil || source.url != nil { entry.source = source }
    }

    mutating func endEntry() {
        // Asked first, since `??` copies what is there.
        if entry.title == nil { entry.title = draft.otherTitle }
        if entry.summary == nil { entry.summary = draft.otherSummary ?? draft.itunesSubtitle }
        if entry.id == nil { entry.id = draft.otherID }
        entry.link = draft.link ?? draft.alternate ?? draft.permalink ?? draft.original ?? draft.cdfHref
        // A publisher who tells but one date means the time of publishing.
        entry.published = entry.published ?? draft.otherDate ?? draft.date ?? draft.created ?? entry.updated
        entry.updated = entry.updated ?? draft.date
        if let owner = draft.owner { entry.authors = Self.named(entry.authors, owner: owner) }
        if entry.enclosures.isEmpty { entry.enclosures = draft.media }
        if entry.language == nil { entry.language = scope.language }
        // Moved, not copied: an entry holds a dozen counted references.
        var finished = ParsedEntry()
        swap(&finished, &entry)
        if knowsNextEntry { knowsNextEntry = false } else { feed.entries.append(finished) }
        entryDepth = 0
    }

    mutating func finishDocument() {
        if isInEntry { endEntry() }
        if isFull { feed.warnings.append("more than \(limits.maxEntries) entries: the rest is left out") }
        feed.title = feed.title ?? feedDraft.otherTitle
        feed.subtitle = feed.subtitle ?? feedDraft.itunesSubtitle ?? feedDraft.otherSubtitle
        feed.link = feedDraft.link ?? feedDraft.alternate ?? (isAtomFeed ? feed.id.flatMap(URLReference.web) : nil)
        feed.updated = feed.updated ?? feedDraft.otherDate ?? feedDraft.published
        if let owner = feedDraft.owner { feed.authors = Self.named(feed.authors, owner: owner) }
        feed.image = feed.image ?? feedDraft.logo ?? feedDraft.itunesImage ?? feedDraft.icon
        feed.ttl = feed.ttl ?? feedDraft.minutes
        feed.language = feed.language ?? rootLanguage
        resolveByFeedLink()
    }

    /// Relative links of a document whose URL nobody told and that has no xml:base stand on the feed's own page.
    private mutating func resolveByFeedLink() {
        guard scope.base == nil, let base = feed.link ?? feedDraft.selfLink, URLReference.isAbsolute(base),
            URLReference.canBeBase(base)
        else { return }
        for index in feed.entries.indices { feed.entries[index].resolve(against: base) }
        feed.image = feed.image.map { URLReference.resolve($0, against: base) }
    }
}

extension ParsedEntry {
    fileprivate mutating func resolve(against base: String) {
        link = link.map { URLReference.resolve($0, against: base) }
        comments = comments.map { URLReference.resolve($0, against: base) }
        for index in links.indices { links[index].href = URLReference.resolve(links[index].href, against: base) }
        for index in enclosures.indices {
            enclosures[index].url = URLReference.resolve(enclosures[index].url, against: base)
        }
        if summary?.base == nil { summary?.base = base }
        for index in contents.indices { contents[index].base = contents[index].base ?? base }
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
