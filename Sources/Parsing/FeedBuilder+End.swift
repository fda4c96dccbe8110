// SPDX-License-Identifier: Apache-2.0
// Where a container ends, its candidates are weighed.

import Model

extension FeedBuilder {
    mutating func endPerson() {
        if person.isEmpty, let text = plainMarkup(), let read = PersonName.read(text) { person = read }
        personDepth = 0
        collects = false
        if !person.isEmpty, personRole == .person { keepPerson() }
    }

    private mutating func keepPerson() {
        if isInEntry {
            if entry.authors.count < limits.maxParts, !entry.authors.contains(person) { entry.authors.append(person) }
        } else if feed.authors.count < limits.maxParts, !feed.authors.contains(person) {
            feed.authors.append(person)
        }
    }

    mutating func endSource() {
        if source.title == nil { source.title = plainMarkup() }
        sourceDepth = 0
        collects = false
        if isInEntry, source.title != nil || source.url != nil { entry.source = source }
    }

    mutating func endEntry() {
        entry.title = entry.title ?? draft.otherTitle
        entry.summary = entry.summary ?? draft.otherSummary
        entry.id = entry.id ?? draft.otherID
        entry.link = draft.link ?? draft.alternate ?? draft.permalink ?? draft.cdfHref
        if entry.links.isEmpty || draft.link != nil, let link = entry.link {
            entry.links.insert(Link(href: link, rel: "alternate", type: nil), at: 0)
        }
        // A publisher who tells but one date means the time of publishing.
        entry.published = entry.published ?? draft.otherDate ?? draft.created ?? entry.updated
        for creator in draft.creators where !entry.authors.contains(creator) { entry.authors.append(creator) }
        if entry.enclosures.isEmpty { entry.enclosures = draft.media }
        entry.language = entry.language ?? scope.language
        // Moved, not copied: an entry holds a dozen counted references.
        var finished = ParsedEntry()
        swap(&finished, &entry)
        feed.entries.append(finished)
        entryDepth = 0
    }

    mutating func finishDocument() {
        if isInEntry { endEntry() }
        if isFull { feed.warnings.append("more than \(limits.maxEntries) entries: the rest is left out") }
        feed.title = feed.title ?? feedDraft.otherTitle
        feed.subtitle = feed.subtitle ?? feedDraft.otherSubtitle
        feed.link = feedDraft.link ?? feedDraft.alternate
        feed.updated = feed.updated ?? feedDraft.otherDate ?? feedDraft.published
        for creator in feedDraft.creators where !feed.authors.contains(creator) { feed.authors.append(creator) }
        feed.image = feed.image ?? feedDraft.itunesImage ?? feedDraft.icon
        feed.ttl = feed.ttl ?? feedDraft.minutes
        feed.language = feed.language ?? rootLanguage
        resolveByFeedLink()
    }

    /// Relative links of a document whose URL nobody told and that has no xml:base stand on the feed's own page.
    private mutating func resolveByFeedLink() {
        guard scope.base == nil, let base = feed.link ?? feedDraft.selfLink, URLReference.isAbsolute(base) else {
            return
        }
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
