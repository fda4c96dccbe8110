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
        case .title: setIfEmpty(&entry.title)
        case .otherTitle: setIfEmpty(&draft.otherTitle)
        case .summary, .description: finishSummary()
        case .otherDescription: setIfEmpty(&draft.otherSummary)
        case .content, .body: finishContent()
        case .link: if draft.link == nil, let link = resolvedText() { draft.link = link }
        case .id: finishID()
        case .otherID: draft.otherID = draft.otherID ?? plainText()
        case .published: entry.published = entry.published ?? date()
        case .otherDate: draft.otherDate = draft.otherDate ?? date()
        case .created: draft.created = draft.created ?? date()
        case .updated: entry.updated = entry.updated ?? date()
        case .language: entry.language = entry.language ?? plainText()
        case .category: finishCategory()
        case .keywords: finishKeywords()
        case .creator: addPerson(to: &draft.creators)
        case .comments: if entry.comments == nil { entry.comments = resolvedText() }
        default: break
        }
    }

    private mutating func finishInFeed() {
        switch captured.tag {
        case .title: setIfEmpty(&feed.title)
        case .otherTitle: setIfEmpty(&feedDraft.otherTitle)
        case .subtitle, .description, .summary: setIfEmpty(&feed.subtitle)
        case .otherDescription: setIfEmpty(&feedDraft.otherSubtitle)
        case .link: if feedDraft.link == nil { feedDraft.link = resolvedText() }
        case .id: feed.id = feed.id ?? plainText()
        case .published: feedDraft.published = feedDraft.published ?? date()
        case .otherDate, .created: feedDraft.otherDate = feedDraft.otherDate ?? date()
        case .updated: feed.updated = feed.updated ?? date()
        case .language: feed.language = feed.language ?? plainText()
        case .icon: feedDraft.icon = feedDraft.icon ?? resolvedText()
        case .creator: addPerson(to: &feedDraft.creators)
        case .ttl: feed.ttl = feed.ttl ?? plainText().flatMap { Int($0) }
        case .updatePeriod: feedDraft.period = plainText()
        case .updateFrequency: feedDraft.frequency = plainText().flatMap { Int($0) }
        default: break
        }
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
        case .title: source.title = plainMarkup()
        default: source.url = source.url ?? resolvedText()
        }
    }

    private mutating func finishSummary() {
        guard let value = makeMarkup() else { return }
        guard entry.summary != nil else { return entry.summary = value }
        if captured.tag == .description { draft.otherSummary = draft.otherSummary ?? value }
    }

    private mutating func finishContent() {
        guard var value = makeMarkup() else { return }
        value.language = scope.language
        entry.contents.append(value)
    }

    private mutating func finishID() {
        guard entry.id == nil, let id = plainText().map(DoubleEscape.undone) else { return }
        entry.id = id
        if captured.isPermalink, id.hasPrefix("http://") || id.hasPrefix("https://") { draft.permalink = id }
    }

    private mutating func finishCategory() {
        let label = captured.label ?? captured.term.map { _ in nil } ?? nil
        guard let term = captured.term ?? plainMarkup(), !term.isEmpty else { return }
        let category = Category(term: term, scheme: captured.scheme, label: label)
        if !entry.categories.contains(category) { entry.categories.append(category) }
    }

    private mutating func finishKeywords() {
        guard let words = plainText() else { return }
        for word in words.split(separator: ",") {
            let term = String(word.drop { $0 == " " })
            if !term.isEmpty { entry.categories.append(Category(term: term, scheme: nil, label: nil)) }
        }
    }

    private func addPerson(to people: inout [Person]) {
        guard let text = plainMarkup(), let person = PersonName.read(text), !people.contains(person) else { return }
        people.append(person)
    }

    private func setIfEmpty(_ markup: inout Markup?) {
        if markup == nil { markup = makeMarkup() }
    }

    private func date() -> Timestamp? {
        if let value = captured.term { return FeedDate.parse(value) }
        return FeedDate.parse(text.bytes)
    }

    /// `nil` for an empty text.
    func plainText() -> String? {
        let trimmed = text.bytes.trimmed
        if trimmed.isEmpty { return captured.href }
        return trimmed.string
    }

    private func resolvedText() -> String? {
        plainText().map { scope.resolve(DoubleEscape.undone($0)) }
    }
}
