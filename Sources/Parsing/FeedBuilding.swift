// SPDX-License-Identifier: Apache-2.0

import XML2

/// A `FeedBuilder` at an address that stays, as the callbacks of a parser need it.
final class FeedBuilding {
    private let builder: UnsafeMutablePointer<FeedBuilder>

    init(limits: ParseLimits, documentURL: String?, hasStableNames: Bool) {
        builder = .allocate(capacity: 1)
        builder.initialize(
            to: FeedBuilder(limits: limits, documentURL: documentURL, hasStableNames: hasStableNames))
    }

    deinit {
        builder.pointee.deallocate()
        builder.deinitialize(count: 1)
        builder.deallocate()
    }

    /// The functions that tell the builder of a document's events. They are good as long as `self` is.
    var handler: XMLHandler {
        XMLHandler(
            context: UnsafeMutableRawPointer(builder),
            start: { $0.assumingMemoryBound(to: FeedBuilder.self).pointee.start($1) },
            end: { $0.assumingMemoryBound(to: FeedBuilder.self).pointee.end($1) },
            text: { $0.assumingMemoryBound(to: FeedBuilder.self).pointee.characters($1, $2) })
    }

    var entryPlaces: EntryPlaces? { builder.pointee.entryPlaces }

    /// Goes on where `other` came to, in the text that `RereadText` gives.
    func resume(from other: FeedBuilding) {
        builder.pointee.resume(from: other.builder.pointee)
    }

    /// The feed, once the document is over. Call it once.
    func finish() -> Built {
        let feed = builder.pointee.finishDocument()
        return Built(feed: builder.pointee.hasFeed ? feed : nil, rootName: builder.pointee.rootName)
    }

    struct Built {
        /// `nil` where the document holds no feed.
        let feed: ParsedFeed?
        let rootName: String?
    }
}
