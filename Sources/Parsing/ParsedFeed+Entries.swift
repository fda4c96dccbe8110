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
    /// Straight from the feed's text: no value is made that is not kept.
    fileprivate func entry(feedLanguage: String?, textLimit: Int) -> Entry {
        let record = record
        return table.withText { text in
            Entry(
                id: text.string(record.id),
                title: record.title?.visibleText(in: text, oneLine: true, limit: titleLimit) ?? "",
                url: text.string(record.link), summary: record.summary?.visibleText(in: text, limit: textLimit) ?? "",
                content: visibleContent(in: text, limit: textLimit), author: authorNames(in: text),
                categories: categoryNames(in: text), published: record.published, updated: record.updated,
                language: text.string(record.language ?? contentRecords.first?.language)?.lowercased() ?? feedLanguage)
        }
    }

    /// Bytes kept of a headline: what is longer is none, and every topic reads it whole.
    private var titleLimit: Int { 4 << 10 }

    /// Several contents are alternatives of one (Atom by type, JSON Feed as HTML and text): the first that says anything.
    private func visibleContent(in text: UnsafeBufferPointer<UInt8>, limit: Int) -> String {
        for content in contentRecords {
            let visible = content.visibleText(in: text, limit: limit)
            if !visible.isEmpty { return visible }
        }
        return ""
    }

    private func authorNames(in text: UnsafeBufferPointer<UInt8>) -> String {
        authorRecords.compactMap { $0.name ?? $0.email }.map { VisibleText.ofPlain(text[$0], oneLine: true) }
            .joined(separator: ", ")
    }

    private func categoryNames(in text: UnsafeBufferPointer<UInt8>) -> [String] {
        categoryRecords.map { VisibleText.ofPlain(text[$0.label ?? $0.term], oneLine: true) }
    }
}

extension MarkupRecord {
    fileprivate func visibleText(
        in text: UnsafeBufferPointer<UInt8>, oneLine: Bool = false, limit: Int = .max
    ) -> String {
        isHTML
            ? VisibleText.ofHTML(text[self.text], oneLine: oneLine, limit: limit)
            : VisibleText.ofPlain(text[self.text], oneLine: oneLine, limit: limit)
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
