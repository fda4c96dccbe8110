// SPDX-License-Identifier: Apache-2.0
// What becomes of a text that was read.

import Model
import XML2

extension FeedBuilder {
    mutating func finishCapture() {
        captureDepth = 0
        collects = false
        textEnd = text.count
        if personDepth != 0 { return finishInPerson() }
        if sourceDepth != 0 { return finishInSource() }
        if imageDepth != 0 { return feed.image = feed.image ?? resolvedString() }
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
        case .license: if let href = resolvedText() { add(LinkRecord(href: href, rel: .license)) }
        case .id: finishID()
        case .otherID: if draft.otherID == nil { draft.otherID = plainText() }
        case .published: if entry.published == nil { entry.published = date() }
        case .otherDate: if draft.otherDate == nil { draft.otherDate = date() }
        case .date: if draft.date == nil { draft.date = date() }
        case .created: if draft.created == nil { draft.created = date() }
        case .updated: if entry.updated == nil { entry.updated = date() }
        case .language: if entry.language == nil { entry.language = plainText() }
        case .category: finishCategory()
        case .keywords: finishKeywords(scheme: nil)
        case .itunesKeywords: finishKeywords(scheme: text.append(text: "http://www.itunes.com/"))
        case .creator: if let person = readPerson() { keep(person) }
        case .comments: if entry.comments == nil { entry.comments = resolvedText() }
        default: break
        }
    }

    private mutating func finishInFeed() {
        switch captured.tag {
        case .title: if feed.title == nil { feed.title = makeFeedMarkup() }
        case .otherTitle: if feedDraft.otherTitle == nil { feedDraft.otherTitle = makeFeedMarkup() }
        case .subtitle, .description, .summary: if feed.subtitle == nil { feed.subtitle = makeFeedMarkup() }
        case .otherDescription: if feedDraft.otherSubtitle == nil { feedDraft.otherSubtitle = makeFeedMarkup() }
        case .itunesSubtitle: if feedDraft.itunesSubtitle == nil { feedDraft.itunesSubtitle = makeFeedMarkup() }
        case .link: feedDraft.link = feedDraft.link ?? resolvedString()
        case .id, .otherID: feed.id = feed.id ?? plainString()
        case .published: feedDraft.published = feedDraft.published ?? date()
        case .otherDate, .date: feedDraft.otherDate = feedDraft.otherDate ?? date()
        case .updated: feed.updated = feed.updated ?? date()
        case .language: feed.language = feed.language ?? plainString()
        case .icon: feedDraft.icon = feedDraft.icon ?? resolvedString()
        case .logo: feedDraft.logo = feedDraft.logo ?? resolvedString()
        case .creator: if let person = readPerson() { keep(person) }
        default: finishTimetable()
        }
    }

    /// When the publisher wants to be polled.
    private mutating func finishTimetable() {
        switch captured.tag {
        case .ttl: feed.ttl = feed.ttl ?? number()
        case .updatePeriod: feedDraft.period = plainString()
        case .updateFrequency: feedDraft.frequency = number()
        case .updateBase: feed.updateBase = feed.updateBase ?? date()
        // RSS 0.91 counts from 1 to 24, RSS 2.0 from 0 to 23.
        case .skipHour: if let hour = number(), hour <= 24 { feed.skipHours.insert(hour % 24) }
        case .skipDay: if let day = plainString().flatMap(DateWords.weekday) { feed.skipDays.insert(day) }
        default: break
        }
    }

    private mutating func finishLink() {
        guard let href = resolvedText() else { return }
        // Of several, readers take the last. Atom's goes by its `href`; one that is a text is no more than a candidate.
        if captured.isAtom { draft.alternate = draft.alternate ?? href } else { draft.link = href }
        guard hasRoom(lists.links.count - lists.starts.links) else { return }
        lists.links.append(LinkRecord(href: href, rel: .alternate))
    }

    /// FeedBurner's link counts clicks and leads to the page; this is the page. The publisher's link stays the entry's.
    private mutating func finishOriginalLink() {
        guard draft.original == nil, let href = resolvedText() else { return }
        draft.original = href
        add(LinkRecord(href: href, rel: .canonical))
    }

    private mutating func finishInPerson() {
        guard let value = plainText() else { return }
        switch captured.tag {
        case .name: person.name = person.name ?? value
        case .email: person.email = person.email ?? value
        default: if person.uri == nil { person.uri = resolve(value) }
        }
    }

    private mutating func finishInSource() {
        switch captured.tag {
        case .title: source.title = makeMarkup().map { line(of: $0) }
        case .id: sourceID = plainText().flatMap { URLReference.isWeb(text[$0]) ? $0 : nil }
        default: if source.url == nil { source.url = resolvedText() }
        }
    }

    private mutating func finishSummary() {
        guard let value = makeMarkup() else { return }
        guard entry.summary != nil else { return entry.summary = value }
        if captured.tag == .description { draft.otherSummary = draft.otherSummary ?? value }
    }

    private mutating func finishContent() {
        guard hasRoom(lists.contents.count - lists.starts.contents), let value = makeMarkup() else { return }
        lists.contents.append(value)
    }

    private mutating func finishID() {
        guard entry.id == nil, let id = plainText() else { return }
        entry.id = id
        // RSS 2.0: a permalink unless the publisher says that it is none; yet many an id is no link at all.
        let isLink = captured.type.map { text[$0].equals("true") } ?? isLike(link: text[id])
        if isLink { draft.permalink = resolvedText() }
    }

    private func isLike(link id: UnsafeBufferPointer<UInt8>) -> Bool {
        URLReference.isWeb(id) || id.first == UInt8(ascii: "/")
    }

    private mutating func finishCategory() {
        guard let term = captured.term ?? plainMarkup(), !term.isEmpty else { return }
        keep(CategoryRecord(term: term, scheme: captured.scheme, label: captured.label))
    }

    mutating func keep(_ category: CategoryRecord) {
        let own = lists.categories.count - lists.starts.categories
        guard hasRoom(own), !lists.categories.suffix(own).contains(where: isSame(as: category)) else { return }
        lists.categories.append(category)
    }

    private func isSame(as category: CategoryRecord) -> (CategoryRecord) -> Bool {
        let bytes = text.bytes
        return { $0.isSame(as: category, in: bytes) }
    }

    private mutating func finishKeywords(scheme: TextRange?) {
        guard let words = plainText() else { return }
        var start = words.lowerBound
        for place in start...words.upperBound {
            guard place == words.upperBound || text.base[place] == UInt8(ascii: ",") else { continue }
            while start < place, text.base[start] == 0x20 { start += 1 }
            if start < place { keep(CategoryRecord(term: TextRange(start..<place), scheme: scheme)) }
            start = place + 1
        }
    }

    mutating func readPerson() -> PersonRecord? {
        let range = trimmedText
        if text[range].isLine, !text[range].contains(UInt8(ascii: "@")) { return PersonRecord(name: range) }
        guard let person = PersonName.read(text[range]) else { return nil }
        return PersonRecord(
            name: person.name.map { text.append(text: $0) }, email: person.email.map { text.append(text: $0) })
    }

    /// A whole number from 0 on.
    private mutating func number() -> Int? {
        guard let text = plainString(), let number = Int(text), number >= 0 else { return nil }
        return number
    }

    private func date() -> Timestamp? {
        FeedDate.parse(text[captured.term ?? trimmedText])
    }
}
