// SPDX-License-Identifier: Apache-2.0
// What becomes of a text that was read.

import Model
import XML2

extension FeedBuilder {
    mutating func finishCapture() {
        captureDepth = 0
        collects = false
        if personDepth != 0 { return finishInPerson() }
        if sourceDepth != 0 { return finishInSource() }
        if imageDepth != 0 { return feed.image = feed.image ?? resolvedText() }
        if isInEntry { finishInEntry() } else { finishInFeed() }
    }

    private mutating func finishInEntry() {
        switch captured.tag {
        case .title: if entry.title == nil { entry.title = makeMarkup() }
        case .otherTitle: if draft.otherTitle == nil { draft.otherTitle = makeMarkup() }
        case .summary, .description: finishSummary()
        case .otherDescription: if draft.otherSummary == nil { draft.otherSummary = makeMarkup() }
        case .itunesSubtitle: if draft.itunesSubtitle == nil { draft.itunesSubtitle = makeMarkup() }
        case .content, .body: finishContent()
        case .link: finishLink()
        case .originalLink: finishOriginalLink()
        case .license: if let href = resolvedText() { add(Link(href: href, rel: "license", type: nil)) }
        case .id: finishID()
        case .otherID: draft.otherID = draft.otherID ?? plainText()
        case .published: entry.published = entry.published ?? date()
        case .otherDate: draft.otherDate = draft.otherDate ?? date()
        case .date: draft.date = draft.date ?? date()
        case .created: draft.created = draft.created ?? date()
        case .updated: entry.updated = entry.updated ?? date()
        case .language: entry.language = entry.language ?? plainText()
        case .category: finishCategory()
        case .keywords: finishKeywords(scheme: nil)
        case .itunesKeywords: finishKeywords(scheme: "http://www.itunes.com/")
        case .creator: if let person = readPerson() { keep(person) }
        case .comments: if entry.comments == nil { entry.comments = resolvedText() }
        default: break
        }
    }

    private mutating func finishInFeed() {
        switch captured.tag {
        case .title: if feed.title == nil { feed.title = makeMarkup() }
        case .otherTitle: if feedDraft.otherTitle == nil { feedDraft.otherTitle = makeMarkup() }
        case .subtitle, .description, .summary: if feed.subtitle == nil { feed.subtitle = makeMarkup() }
        case .otherDescription: if feedDraft.otherSubtitle == nil { feedDraft.otherSubtitle = makeMarkup() }
        case .itunesSubtitle: if feedDraft.itunesSubtitle == nil { feedDraft.itunesSubtitle = makeMarkup() }
        case .link: feedDraft.link = feedDraft.link ?? resolvedText()
        case .id, .otherID: feed.id = feed.id ?? plainText()
        case .published: feedDraft.published = feedDraft.published ?? date()
        case .otherDate, .date: feedDraft.otherDate = feedDraft.otherDate ?? date()
        case .updated: feed.updated = feed.updated ?? date()
        case .language: feed.language = feed.language ?? plainText()
        case .icon: feedDraft.icon = feedDraft.icon ?? resolvedText()
        case .logo: feedDraft.logo = feedDraft.logo ?? resolvedText()
        case .creator: if let person = readPerson() { keep(person) }
        default: finishTimetable()
        }
    }

    /// When the publisher wants to be polled.
    private mutating func finishTimetable() {
        switch captured.tag {
        case .ttl: feed.ttl = feed.ttl ?? number()
        case .updatePeriod: feedDraft.period = plainText()
        case .updateFrequency: feedDraft.frequency = number()
        case .updateBase: feed.updateBase = feed.updateBase ?? date()
        // RSS 0.91 counts from 1 to 24, RSS 2.0 from 0 to 23.
        case .skipHour: if let hour = number(), hour <= 24 { feed.skipHours.insert(hour % 24) }
        case .skipDay: if let day = plainText().flatMap(DateWords.weekday) { feed.skipDays.insert(day) }
        default: break
        }
    }

    private mutating func finishLink() {
        guard let href = resolvedText() else { return }
        // Of several, readers take the last. Atom's goes by its `href`; one that is a text is no more than a candidate.
        if captured.isAtom { draft.alternate = draft.alternate ?? href } else { draft.link = href }
        if entry.links.count < limits.maxParts { entry.links.append(Link(href: href, rel: "alternate", type: nil)) }
    }

    /// FeedBurner's link counts clicks and leads to the page; this is the page. The publisher's link stays the entry's.
    private mutating func finishOriginalLink() {
        guard draft.original == nil, let href = resolvedText() else { return }
        draft.original = href
        add(Link(href: href, rel: "canonical", type: nil))
    }

    private mutating func finishInPerson() {
        guard let value = plainText() else { return }
        switch captured.tag {
        case .name: person.name = person.name ?? value
        case .email: person.email = person.email ?? value
        default: person.uri = person.uri ?? scope.resolve(value)
        }
    }

    private mutating func finishInSource() {
        switch captured.tag {
        case .title: source.title = makeMarkup()?.line
        case .id: sourceID = plainText().flatMap(URLReference.web)
        default: source.url = source.url ?? resolvedText()
        }
    }

    private mutating func finishSummary() {
        guard let value = makeMarkup() else { return }
        guard entry.summary != nil else { return entry.summary = value }
        if captured.tag == .description { draft.otherSummary = draft.otherSummary ?? value }
    }

    private mutating func finishContent() {
        guard entry.contents.count < limits.maxParts, var value = makeMarkup() else { return }
        value.language = scope.language
        entry.contents.append(value)
    }

    private mutating func finishID() {
        guard entry.id == nil, let id = plainText() else { return }
        entry.id = id
        // RSS 2.0: a permalink unless the publisher says that it is none; yet many an id is no link at all.
        if captured.type == "true" || captured.type == nil && (URLReference.web(id) != nil || id.hasPrefix("/")) {
            draft.permalink = resolvedText()
        }
    }

    private mutating func finishCategory() {
        guard let term = captured.term ?? plainMarkup(), !term.isEmpty else { return }
        keep(Category(term: term, scheme: captured.scheme, label: captured.label))
    }

    mutating func keep(_ category: Category) {
        guard entry.categories.count < limits.maxParts, !entry.categories.contains(category) else { return }
        entry.categories.append(category)
    }

    private mutating func finishKeywords(scheme: String?) {
        guard let words = plainText() else { return }
        for word in words.split(separator: ",") {
            let term = String(word.drop { $0 == " " })
            if !term.isEmpty { keep(Category(term: term, scheme: scheme, label: nil)) }
        }
    }

    // These take nothing of the builder's own `inout`: Swift would copy the whole builder for the call.
    private func readPerson() -> Person? {
        PersonName.read(text.bytes.trimmed)
    }

    /// A whole number from 0 on.
    private func number() -> Int? {
        guard let text = plainText(), let number = Int(text), number >= 0 else { return nil }
        return number
    }

    private func date() -> Timestamp? {
        if let value = captured.term { return FeedDate.parse(value) }
        return FeedDate.parse(text.bytes)
    }

    /// `nil` for an empty text.
    func plainText() -> String? {
        if captured.childCount > 0 { return plainMarkup() }
        let trimmed = text.bytes.trimmed
        if trimmed.isEmpty { return captured.href }
        return trimmed.string
    }

    private func resolvedText() -> String? {
        let bytes = text.bytes.trimmed
        if URLReference.isSettled(bytes) { return bytes.string }
        // No closure: it would copy the whole builder.
        guard let text = plainText() else { return nil }
        return scope.resolve(DoubleEscape.undone(text))
    }
}
