// SPDX-License-Identifier: Apache-2.0
// An entry as it is matched, stored and told: visible text, no markup.

/// One entry of a feed, reduced to visible text.
///
/// `title`, `summary`, `content`, `author` and `categories` are plain text in Unicode normalisation form C, so that the
/// offsets of evidence (in Unicode scalars) stay valid for what is stored.
package struct Entry: Sendable, Hashable {
    /// The publisher's id (`guid`, `atom:id`, `rdf:about`) as written; `nil` where there is none.
    package var id: String?
    /// One line.
    package var title: String
    /// The link as published, resolved against its base; never the canonical form.
    package var url: String?
    package var summary: String
    package var content: String
    /// The authors' names, joined by ", ".
    package var author: String
    package var categories: [String]
    /// `nil` where the feed gives no date that can be read.
    package var published: Timestamp?
    package var updated: Timestamp?
    /// A BCP 47 tag as declared by the entry or its feed, in lower case; `nil` where unknown.
    package var language: String?

    package init(
        id: String? = nil, title: String = "", url: String? = nil, summary: String = "", content: String = "",
        author: String = "", categories: [String] = [], published: Timestamp? = nil, updated: Timestamp? = nil,
        language: String? = nil
    ) {
        self.id = id
        self.title = title
        self.url = url
        self.summary = summary
        self.content = content
        self.author = author
        self.categories = categories
        self.published = published
        self.updated = updated
        self.language = language
    }
}
