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
        case .creator:
            if draft.creators.count < limits.maxParts, let person = readPerson() { draft.creators.append(person) }
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
        case .link: if feedDraft.link == nil { feedDraft.link = resolvedText() }
        case .id: feed.id = feed.id ?? plainText()
        case .published: feedDraft.published = feedDraft.published ?? date()
        case .otherDate, .created: feedDraft.otherDate = feedDraft.otherDate ?? date()
        case .updated: feed.updated = feed.updated ?? date()
        case .language: feed.language = feed.language ?? plainText()
        case .icon: feedDraft.icon = feedDraft.icon ?? resolvedText()
        case .creator:
            if feedDraft.creators.count < limits.maxParts, let person = readPerson() {
                feedDraft.creators.append(person)
            }
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
        guard entry.contents.count < limits.maxParts, var value = makeMarkup() else { return }
        value.language = scope.language
        entry.contents.append(value)
    }

    private mutating func finishID() {
        guard entry.id == nil, let id = plainText().map(DoubleEscape.undone) else { return }
        entry.id = id
        if captured.isPermalink, id.hasPrefix("http://") || id.hasPrefix("https://") { draft.permalink = id }
    }

    private mutating func finishCategory() {
        guard entry.categories.count < limits.maxParts, let term = captured.term ?? plainMarkup(), !term.isEmpty else {
            return
        }
        let category = Category(term: term, scheme: captured.scheme, label: captured.label)
        if !entry.categories.contains(category) { entry.categories.append(category) }
    }

    private mutating func finishKeywords() {
        guard let words = plainText() else { return }
        for word in words.split(separator: ",") {
            let term = String(word.drop { $0 == " " })
            if !term.isEmpty, entry.categories.count < limits.maxParts {
                entry.categories.append(Category(term: term, scheme: nil, label: nil))
            }
        }
    }

    // These take nothing of the builder's own `inout`: Swift would copy the whole builder for the call.
    private func readPerson() -> Person? {
        plainMarkup().flatMap(PersonName.read)
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
        // No closure: it would copy the whole builder.
        guard let text = plainText() else { return nil }
        return scope.resolve(DoubleEscape.undone(text))
    }
}
