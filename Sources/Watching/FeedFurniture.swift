// SPDX-License-Identifier: Apache-2.0
// What a feed repeats: asked of its document where that shows enough entries, else of what the store remembers.

import Matching
import Model
import Storing

/// The furniture of one refresh.
struct FeedFurniture {
    /// `nil` where nothing is new or edited.
    private let census: BlockCensus?
    /// What the store shall remember; `nil` for what it does.
    let memory: BlockMemory?

    /// `entries` are all of the document, `fresh` and `edits` those of them that are new or have another headline.
    init(
        _ entries: [Entry], fresh: [KeyedEntry], edits: [EditedEntry], of feed: Feed, in store: Store
    ) async throws(StoreError) {
        guard !fresh.isEmpty || !edits.isEmpty else {
            (census, memory) = (nil, nil)
            return
        }
        let document = BlockCensus(entries)
        guard !document.isTelling else {
            (census, memory) = (document, nil)
            return
        }
        let remembered = try await store.blockMemory(of: feed.url)
        // What was stored before there was a memory counts, as far as the document still shows it.
        let grown = remembered?.adding(fresh.map(\.entry)) ?? BlockMemory().adding(entries)
        memory = grown == remembered ? nil : grown
        census = BlockCensus(grown, of: entries)
    }

    func furniture(of entry: Entry) -> Furniture {
        census?.furniture(of: entry) ?? .none
    }
}
