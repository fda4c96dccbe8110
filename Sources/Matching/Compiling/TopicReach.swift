// SPDX-License-Identifier: Apache-2.0
// Which entries a topic looks at, before any word is compared.

import Model
import Wording

/// The languages and feeds of a topic.
struct TopicReach: Sendable {
    private let languages: [String]
    private let include: [FeedPattern]
    private let exclude: [FeedPattern]

    init(_ topic: Topic) {
        languages = topic.languages.map(EntryLanguage.primaryTag)
        include = topic.feeds.include.map(FeedPattern.init)
        exclude = topic.feeds.exclude.map(FeedPattern.init)
    }

    /// An entry whose language is unknown passes; so does one that does not declare its language where the topic asks
    /// for a language that no text tells, as Catalan would be taken for Spanish.
    func takes(_ language: EntryLanguage) -> Bool {
        if languages.isEmpty { return true }
        if let declared = language.declared { return languages.contains(declared) }
        guard languages.allSatisfy(LanguageGuess.canTell), let told = language.told else { return true }
        return languages.contains(told)
    }

    /// `exclude` is stronger; without `include` every other feed passes.
    func takes(_ feed: Feed) -> Bool {
        guard !exclude.contains(where: { $0.matches(feed) }) else { return false }
        return include.isEmpty || include.contains { $0.matches(feed) }
    }
}

/// `tag:NAME`, or a glob over the configured URL.
struct FeedPattern: Sendable {
    private let pattern: [Unicode.Scalar]
    private let isTag: Bool

    init(_ written: String) {
        isTag = written.hasPrefix("tag:")
        pattern = Array((isTag ? String(written.dropFirst(4)) : written).unicodeScalars)
    }

    func matches(_ feed: Feed) -> Bool {
        isTag ? feed.tags.contains { $0.unicodeScalars.elementsEqual(pattern) } : globs(Array(feed.url.unicodeScalars))
    }

    /// `*` any run, `?` any one scalar. Goes back to the last `*` only: the time is at most pattern × text.
    private func globs(_ text: [Unicode.Scalar]) -> Bool {
        var place = 0
        var next = 0
        var star: (pattern: Int, text: Int)?
        while place < text.count {
            if next < pattern.count, pattern[next] == "*" {
                star = (next + 1, place)
                next += 1
            } else if next < pattern.count, pattern[next] == "?" || pattern[next] == text[place] {
                next += 1
                place += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                next = last.pattern
                place = last.text + 1
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == "*" }
    }
}
