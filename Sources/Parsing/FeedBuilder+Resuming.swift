// SPDX-License-Identifier: Apache-2.0
// The places to which a second pass can go back, and the second pass going on from there.

import XML2

extension FeedBuilder {
    /// An entry ended at `place`; nothing is open there but what was open when it began.
    mutating func note(entryEndingAt place: XMLPlace) {
        guard let end = place.offset else { return }
        if entryPlaces == nil { entryPlaces = EntryPlaces(firstEnd: end, lastEnd: end, count: 0) }
        entryPlaces?.lastEnd = end
        entryPlaces?.count = lists.entries.count
    }

    /// Takes over what `other` has read up to the end of its last whole entry. The document's head, which is read again to
    /// know what is open, ends with the first entry: that one is passed over.
    mutating func resume(from other: FeedBuilder) {
        guard let places = other.entryPlaces else { return }
        text.removeAll()
        text.append(other.text.base, other.text.count)
        lists = other.lists
        lists.keepFirst(places.count)
        feed = other.feed
        feedAuthors = other.feedAuthors
        feedDraft = other.feedDraft
        knowsNextEntry = true
    }
}
