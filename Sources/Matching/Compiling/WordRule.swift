// SPDX-License-Identifier: Apache-2.0

import Querying
import Wording

/// What a word of a term asks of a token beside the folded form.
struct WordRule: Sendable {
    private let rule: CaseRule
    /// As written, in form KC.
    private let text: [UInt8]
    private let isPrefix: Bool
    /// Whether it is the phrase's last word.
    let isLast: Bool

    init(_ word: PhraseWord, isLast: Bool) {
        rule = word.rule
        text = Array(word.text.utf8)
        isPrefix = word.isPrefix
        self.isLast = isLast
    }

    func accepts(_ hit: Hit, _ buffer: TextBuffer) -> Bool {
        switch rule {
        case .folded: true
        case .capital: hit.flags.contains(.capital)
        case .exact: isWritten(hit, buffer)
        }
    }

    private func isWritten(_ hit: Hit, _ buffer: TextBuffer) -> Bool {
        guard hit.flags.contains(.plain) else { return compare(buffer.written(hit.start..<hit.end, hit.flags).utf8) }
        return compare(buffer.bytes[Int(hit.start)..<Int(hit.end)])
    }

    private func compare(_ written: some Collection<UInt8>) -> Bool {
        isPrefix ? written.starts(with: text) : written.elementsEqual(text)
    }
}
