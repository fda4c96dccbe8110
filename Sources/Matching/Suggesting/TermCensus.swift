// SPDX-License-Identifier: Apache-2.0
// The words and phrases of up to three words that titles and leads are made of, and which of the texts hold each.

import Model
import Querying
import Wording

/// A term that may be suggested.
struct Term: Sendable, Hashable {
    /// As it is written most often, quoted where the topic language asks for it.
    let expression: String
    /// The texts that hold it, by number, rising.
    let holders: [Int]
    let words: Int
    /// Every word is written with a capital: such a name is best taken whole.
    let isName: Bool
}

/// What of some texts may be a term. Not those that stand in one text only, begin or end with a word that any text may
/// hold, or are an outlet's name.
struct TermCensus {
    private static let mostWords = 3
    /// The scalars of a lead (`EntryText`).
    private static let leadScalars = 600

    private var holders: [Key: [Int]] = [:]
    private var forms: [Key: [String: Int]] = [:]
    private var isStopWord: [[UInt8]: Bool] = [:]
    private var outlets: Set<[UInt8]> = []
    private var outletOfText: [String] = []

    /// The folded words; capitals too, where they make another word: `US` is not `us`.
    private typealias Key = [[UInt8]]

    init(_ examples: [Example]) {
        for example in examples { note(example.feed) }
        for (number, example) in examples.enumerated() {
            outletOfText.append(example.feed?.url ?? "")
            read(example.entry, number)
        }
    }

    /// In `least` texts or more, of two outlets or more where outlets are known. In a fixed order.
    func terms(heldBy least: Int) -> [Term] {
        let several = Set(outletOfText).count >= 3
        return holders.compactMap { key, holders -> Term? in
            guard holders.count >= least, !outlets.contains(key.flatMap(\.self)),
                !several || Set(holders.lazy.map { outletOfText[$0] }).count > 1,
                let form = forms[key]?.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
            else { return nil }
            return Term(form, key: key, holders: holders)
        }.sorted { ($0.holders.count, $1.expression) > ($1.holders.count, $0.expression) }
    }

    // MARK: Texts

    private mutating func read(_ entry: Entry, _ number: Int) {
        var keys: Set<Key> = []
        for piece in Self.pieces(of: entry) {
            let words = Words.tokens(in: piece)
            for start in words.indices {
                for end in start..<min(words.count, start + Self.mostWords) {
                    guard !isIdle(words[start]), !isIdle(words[end]) else { continue }
                    let key = words[start...end].map(\.key)
                    forms[key, default: [:]][Self.written(words[start...end]), default: 0] += 1
                    keys.insert(key)
                }
            }
        }
        for key in keys where key.count > 1 || !Self.isSingleScalar(key[0]) { holders[key, default: []].append(number) }
    }

    /// What signs divide: no term goes across a full stop or a bracket.
    private static func pieces(of entry: Entry) -> [String] {
        let hasSummary = !Words.tokens(in: entry.summary).isEmpty
        let lead = (hasSummary ? entry.summary : entry.content).unicodeScalars.prefix(leadScalars)
        return [entry.title.unicodeScalars[...], lead].flatMap { text in
            text.split(whereSeparator: isDivider).flatMap { String($0).split(separator: ". ").map(String.init) }
        }
    }

    private static func isDivider(_ scalar: Unicode.Scalar) -> Bool {
        ",;:!?()[]{}\"“”„«»‹›|/–—…•·。、，；：！？（）「」『』《》\n".unicodeScalars.contains(scalar)
    }

    /// Days, months, and what outlets say of themselves: they part the texts of one week or one outlet from others.
    private static let furniture = Set(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
        september october november december today yesterday tomorrow week month news live update updates updated video \
        watch read breaking exclusive opinion analysis newsletter podcast photos reuters afp
        """.split(separator: " ").map { Array($0.utf8) })

    /// A word that is no end of a term: a common one, a number, a single letter.
    private mutating func isIdle(_ word: Words.Word) -> Bool {
        guard !word.isShortCapitals else { return false }
        if let known = isStopWord[word.folded] { return known }
        let isIdle =
            CommonWords.contains(word.folded) || FunctionWords.contains(word.folded)
            || Self.furniture.contains(word.folded) || word.folded.allSatisfy { (0x30...0x39).contains($0) }
            || word.folded.count == 1
        isStopWord[word.folded] = isIdle
        return isIdle
    }

    /// Scripts without spaces are written without.
    private static func written(_ words: ArraySlice<Words.Word>) -> String {
        let isDense = words.allSatisfy { isSingleScalar($0.folded) }
        let text = words.map(\.text).joined(separator: isDense ? "" : " ")
        let isQuoted = words.contains { ["and", "or", "not", "near"].contains($0.text.lowercased()) }
        return isQuoted ? "\"\(text)\"" : text
    }

    private static func isSingleScalar(_ folded: [UInt8]) -> Bool {
        String(decoding: folded, as: UTF8.self).unicodeScalars.count == 1
    }

    // MARK: Outlets

    /// The parts of the host's name: `dailymail` of `www.dailymail.co.uk`, with and without `the`.
    private mutating func note(_ feed: Feed?) {
        guard let host = feed?.url.split(separator: "/").dropFirst().first else { return }
        for part in host.lowercased().split(separator: ".") where part.utf8.count > 2 {
            outlets.insert(Array(part.utf8))
            outlets.insert(Array("the".utf8) + Array(part.utf8))
            if part.hasPrefix("the") { outlets.insert(Array(part.utf8.dropFirst(3))) }
        }
    }
}

extension Words.Word {
    /// Two capitals, which the topic language takes as they are.
    fileprivate var isShortCapitals: Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }

    fileprivate var key: [UInt8] { isShortCapitals ? Array(text.utf8) : folded }

    fileprivate var isCapital: Bool { text.first?.isUppercase ?? false }
}

extension Term {
    fileprivate init(_ form: String, key: [[UInt8]], holders: [Int]) {
        expression = form
        self.holders = holders
        words = key.count
        isName = form.split(separator: " ").allSatisfy { $0.first?.isUppercase ?? false }
    }
}
