// SPDX-License-Identifier: Apache-2.0
// The table `block_memory`: what a feed of short documents repeats. Feeds whose documents tell by themselves have no row.

import GRDB
package import Model

/// Columns of `block_memory`: the blocks as `1f0a…:3 77c2…:1`, hash and count, the newest last.
enum MemoryRow {
    static func replace(_ memory: BlockMemory, feed: Int64, in db: Database) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO block_memory VALUES (?, ?, ?)")
            .execute(arguments: [feed, memory.stories, text(memory.blocks)])
    }

    static func memory(ofFeed url: String, in db: Database) throws -> BlockMemory? {
        let select = try db.cachedStatement(
            sql: "SELECT stories, blocks FROM block_memory JOIN feed ON feed.id = block_memory.feed WHERE url = ?")
        return try Row.fetchOne(select, arguments: [url]).map { BlockMemory(stories: $0[0], blocks: blocks($0[1])) }
    }

    private static func text(_ blocks: [BlockCount]) -> String {
        blocks.map { "\(String($0.hash, radix: 16)):\($0.stories)" }.joined(separator: " ")
    }

    private static func blocks(_ text: String) -> [BlockCount] {
        text.split(separator: " ").compactMap { block in
            let parts = block.split(separator: ":")
            guard parts.count == 2, let hash = UInt64(parts[0], radix: 16), let stories = Int(parts[1]) else {
                return nil
            }
            return BlockCount(hash: hash, stories: stories)
        }
    }
}

extension Store {
    /// What the feed with that configured URL is remembered to repeat; `nil` where nothing is remembered.
    package func blockMemory(of feed: String) throws(StoreError) -> BlockMemory? {
        try read("read what a feed repeats") { db in try MemoryRow.memory(ofFeed: feed, in: db) }
    }
}
