// SPDX-License-Identifier: Apache-2.0

/// The entries of a feed and their parts: one list of a kind for all entries, in the order of the document, so that an
/// entry without categories, say, costs nothing for them.
struct EntryLists {
    var entries: [EntryRecord] = []
    var links: [LinkRecord] = []
    var contents: [MarkupRecord] = []
    var authors: [PersonRecord] = []
    var categories: [CategoryRecord] = []
    var enclosures: [EnclosureRecord] = []
    /// Where the parts of the entry begin that is being read.
    private(set) var starts = PartPlaces()

    /// Makes room for the entries of a usual feed, instead of growing to it step by step.
    mutating func reserve() {
        entries.reserveCapacity(50)
        links.reserveCapacity(100)
        contents.reserveCapacity(50)
        authors.reserveCapacity(50)
        categories.reserveCapacity(100)
    }

    /// The entry that was read is one of the feed's, with the parts that were appended.
    mutating func close(_ entry: EntryRecord) {
        starts = PartPlaces(
            links: links.count, contents: contents.count, authors: authors.count, categories: categories.count,
            enclosures: enclosures.count)
        entries.append(entry)
        entries[entries.count - 1].ends = starts
    }

    /// The parts that were appended are nobody's.
    mutating func dropOpenParts() {
        links.removeLast(links.count - starts.links)
        contents.removeLast(contents.count - starts.contents)
        authors.removeLast(authors.count - starts.authors)
        categories.removeLast(categories.count - starts.categories)
        enclosures.removeLast(enclosures.count - starts.enclosures)
    }

    /// Keeps the first `count` entries and their parts.
    mutating func keepFirst(_ count: Int) {
        entries.removeLast(entries.count - count)
        starts = places(before: count)
        dropOpenParts()
    }

    /// Where the parts of the entry at `index` begin.
    func places(before index: Int) -> PartPlaces {
        index == 0 ? PartPlaces() : entries[index - 1].ends
    }
}
