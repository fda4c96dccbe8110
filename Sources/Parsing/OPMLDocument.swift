// SPDX-License-Identifier: Apache-2.0
// What a subscription list says.

package struct OPMLDocument: Sendable, Hashable {
    /// In the order of the document; a feed that stands in two folders comes twice.
    package var feeds: [OPMLFeed] = []
    /// What is named without being a feed, in the order of the document.
    package var omissions: [OPMLOmission] = []
    /// Outlines that hold others and are no feed.
    package var folderCount = 0
}

/// A feed of a subscription list.
package struct OPMLFeed: Sendable, Hashable {
    /// The address as it would be fetched: `feed:` and its kin taken off, relative ones resolved against `page`, spaces
    /// written `%20`. Programs also put commands here, such as newsboat's `exec:`.
    package var url: String
    /// `nil` where the list gives none, or the address in its place. Without control characters.
    package var title: String?
    /// The web page that the feed belongs to.
    package var page: String?
    /// The names of the folders around it, outermost first, then its `category`; each once.
    package var tags: [String]
    /// A program through which the feed is to be piped (newsboat's `filtercmd`).
    package var filter: String?
    package var place: OutlinePlace

    package init(
        url: String, title: String? = nil, page: String? = nil, tags: [String] = [], filter: String? = nil,
        place: OutlinePlace = .start
    ) {
        self.url = url
        self.title = title
        self.page = page
        self.tags = tags
        self.filter = filter
        self.place = place
    }
}

/// An outline that names something to follow, but no feed.
package struct OPMLOmission: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Another subscription list (`type="include"`, or a link to an .opml file).
        case list
        /// A web page: a link, or a feed of which only the page is told.
        case page
        /// A feed that its author commented out (`isComment="true"`).
        case comment
    }

    package var kind: Kind
    package var url: String
    package var title: String?
    package var place: OutlinePlace
}

/// Where an outline begins in its document: 1-based, the column in Unicode scalars.
package struct OutlinePlace: Sendable, Hashable {
    package var line: Int
    package var column: Int

    package static let start = OutlinePlace(line: 1, column: 1)

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
