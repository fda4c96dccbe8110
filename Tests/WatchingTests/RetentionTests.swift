// SPDX-License-Identifier: Apache-2.0

import Storing
import TestServing
import Testing

/// How much the store keeps.
@Suite(.timeLimit(.minutes(1))) struct RetentionTests {
    @Test func `a store beyond its size loses its oldest entries, no more than it must, and knows them still`()
        async throws
    {
        let limit = 1 << 20
        let watched = try await WatchedFeed(maxSizeBytes: limit)
        _ = try await watched.poll(.feed(0..<10_000))
        let whole = try await watched.store.usedBytes()
        #expect(whole > limit)
        await watched.prune()
        let used = try await watched.store.usedBytes()
        #expect(used <= limit && used > limit / 2, "\(whole), then \(used)")
        _ = try await watched.poll(.feed(0..<9_999))
        #expect(try await watched.store.usedBytes() <= limit + (64 << 10))
        try await watched.stop()
    }
}
