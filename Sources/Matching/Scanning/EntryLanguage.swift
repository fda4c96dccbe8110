// SPDX-License-Identifier: Apache-2.0
// The language of an entry: as declared, else as its text tells.

import Model
import Wording

/// Looks at the text only when a topic asks.
final class EntryLanguage {
    private let entry: Entry

    init(_ entry: Entry) {
        self.entry = entry
    }

    /// The primary tag that the entry or its feed declares, in small letters; `nil` where there is none.
    var declared: String? {
        let primary = entry.language.map(Self.primaryTag) ?? ""
        return primary.isEmpty || primary == "und" ? nil : primary
    }

    /// The primary tag that the text tells; `nil` where it does not.
    private(set) lazy var told: String? = LanguageGuess.language(of: [entry.title, entry.summary, entry.content])

    /// `zh` of `zh-Hans-CN` (BCP 47 §2.2.1), in small letters.
    static func primaryTag(_ tag: String) -> String {
        tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    }
}
