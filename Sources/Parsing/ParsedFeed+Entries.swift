// SPDX-License-Identifier: Apache-2.0
// What a feed's entries mean for us: visible text in form C, of bounded length. The daemon's way out of this room.

package import Model
import Wording

extension ParsedFeed {
    /// The entries in the order of the document.
    ///
    /// Summary and content have at most `textLimit` bytes of UTF-8 each; a longer text is cut between characters.
    package func entries(textLimit: Int = 64 << 10) -> [Entry] {
        let language = language?.lowercased()
        return entries.map { $0.entry(feedLanguage: language, textLimit: textLimit) }
    }

    /// The feed's title as one line of plain text; `nil` where it has none.
    package var titleText: String? {
        title?.line
    }
}

extension ParsedEntry {
    fileprivate func entry(feedLanguage: String?, textLimit: Int) -> Entry {
        Entry(
            id: id, title: title?.line ?? "", url: link, summary: summary?.visibleText(limit: textLimit) ?? "",
            content: visibleContent(limit: textLimit), author: authorNames, categories: categoryNames,
            published: published, updated: updated,
            language: (language ?? contents.first?.language)?.lowercased() ?? feedLanguage)
    }

    /// Several contents are alternatives of one (Atom by type, JSON Feed as HTML and text): the first that says anything.
    private func visibleContent(limit: Int) -> String {
        for content in contents {
            let text = content.visibleText(limit: limit)
            if !text.isEmpty { return text }
        }
        return ""
    }

    private var authorNames: String {
        authors.compactMap { $0.name ?? $0.email }.map { VisibleText.ofPlain($0, oneLine: true) }.joined(
            separator: ", ")
    }

    private var categoryNames: [String] {
        categories.map { VisibleText.ofPlain($0.label ?? $0.term, oneLine: true) }
    }
}

extension Markup {
    /// As one line of plain text.
    package var line: String {
        visibleText(oneLine: true)
    }

    package func visibleText(oneLine: Bool = false, limit: Int = .max) -> String {
        bytes.withUnsafeBufferPointer { bytes in
            isHTML
                ? VisibleText.ofHTML(bytes, oneLine: oneLine, limit: limit)
                : VisibleText.ofPlain(bytes, oneLine: oneLine, limit: limit)
        }
    }
}
