// SPDX-License-Identifier: Apache-2.0
// The entries of a feed: one text and flat records, from which a value is made when somebody asks for it.

package import Model

/// The entries in the order of the document.
package struct ParsedEntries: RandomAccessCollection, Sendable, Hashable {
    private let table: EntryTable?

    /// None.
    init() {
        table = nil
    }

    /// Takes over `text`, which the lists' records stand in.
    init(_ lists: EntryLists, text: ByteBuffer) {
        table = EntryTable(lists, text: text)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { table?.lists.entries.count ?? 0 }

    package subscript(position: Int) -> ParsedEntry {
        guard let table else { preconditionFailure("no entry at \(position)") }
        return ParsedEntry(table: table, index: position)
    }

    package static func == (left: ParsedEntries, right: ParsedEntries) -> Bool {
        left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        for entry in self { hasher.combine(entry) }
    }
}

/// One entry as its publisher wrote it. A view of the feed's records: each property makes its value anew.
package struct ParsedEntry: Sendable {
    let table: EntryTable
    private let index: Int

    fileprivate init(table: EntryTable, index: Int) {
        self.table = table
        self.index = index
    }

    package var id: String? { table.string(record.id) }
    package var title: Markup? { table.markup(record.title) }
    /// The page of the entry, resolved.
    package var link: String? { table.string(record.link) }
    package var summary: Markup? { table.markup(record.summary) }
    package var published: Timestamp? { record.published }
    package var updated: Timestamp? { record.updated }
    /// The page of the readers' comments.
    package var comments: String? { table.string(record.comments) }
    package var language: String? { table.string(record.language) }

    package var source: EntrySource? {
        record.source.map { EntrySource(title: table.string($0.title), url: table.string($0.url)) }
    }

    package var links: [Link] { table.values(linkRecords, Link.init) }
    package var contents: [Markup] { table.values(contentRecords, Markup.init) }
    package var authors: [Person] { table.values(authorRecords, Person.init) }
    package var categories: [Category] { table.values(categoryRecords, Category.init) }
    package var enclosures: [Enclosure] { table.values(enclosureRecords, Enclosure.init) }
}

extension ParsedEntry {
    var record: EntryRecord { table.lists.entries[index] }
    var linkRecords: ArraySlice<LinkRecord> { table.lists.links[parts(\.links)] }
    var contentRecords: ArraySlice<MarkupRecord> { table.lists.contents[parts(\.contents)] }
    var authorRecords: ArraySlice<PersonRecord> { table.lists.authors[parts(\.authors)] }
    var categoryRecords: ArraySlice<CategoryRecord> { table.lists.categories[parts(\.categories)] }
    var enclosureRecords: ArraySlice<EnclosureRecord> { table.lists.enclosures[parts(\.enclosures)] }

    private func parts(_ place: (PartPlaces) -> Int) -> Range<Int> {
        place(table.lists.places(before: index))..<place(record.ends)
    }
}

extension ParsedEntry: Hashable {
    package static func == (left: ParsedEntry, right: ParsedEntry) -> Bool {
        left.id == right.id && left.title == right.title && left.link == right.link && left.links == right.links
            && left.summary == right.summary && left.contents == right.contents && left.published == right.published
            && left.updated == right.updated && left.authors == right.authors && left.categories == right.categories
            && left.enclosures == right.enclosures && left.comments == right.comments && left.source == right.source
            && left.language == right.language
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(link)
        hasher.combine(title)
        hasher.combine(published)
    }
}
