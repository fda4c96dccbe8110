// SPDX-License-Identifier: Apache-2.0

import Querying
import Wording

/// What a word of a term asks of a token beside the folded form.
struct WordRule: Sendable {
    private let rule: CaseRule
    /// As written, in form KC.
    private let text: [UInt8]
    private let isPrefix: Bool

    init(_ word: PhraseWord) {
        rule = word.rule
        text = Array(word.text.utf8)
        isPrefix = word.isPrefix
    }

    func accepts(_ index: Int, of tokens: TokenList) -> Bool {
        switch rule {
        case .folded: true
        case .capital: tokens[index].flags.contains(.capital)
        case .exact: isWritten(index, tokens)
        }
    }

    private func isWritten(_ index: Int, _ tokens: TokenList) -> Bool {
        guard tokens[index].flags.contains(.plain) else { return compare(tokens.written(index).utf8) }
        return compare(tokens.bytes(index))
    }

    private func compare(_ written: some Collection<UInt8>) -> Bool {
        isPrefix ? written.starts(with: text) : written.elementsEqual(text)
    }
}
