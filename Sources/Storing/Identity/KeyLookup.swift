// SPDX-License-Identifier: Apache-2.0
// Many keys of one feed in few statements. Reading all keys of the feed would be twice as fast for a small feed and
// without bound for one that has published for years.

import GRDB
import Model

/// Reads owners of keys.
enum KeyLookup {
    /// Statements are prepared once per size; the marks left over repeat the last key.
    private static let sizes = [8, 32, 128]

    private static let statements = sizes.map { size in
        let marks = repeatElement("?", count: size).joined(separator: ",")
        return (size: size, sql: "SELECT key, entry FROM entry_key WHERE feed = ? AND key IN (\(marks))")
    }

    /// Those of `keys` that are stored; owner 0 marks a key that identifies nothing.
    static func owners(of keys: [EntryKey], feed: Int64, in db: Database) throws -> [EntryKey: Int64] {
        var owners: [EntryKey: Int64] = [:]
        var rest = keys[...]
        while let last = rest.last, let largest = statements.last {
            let (size, sql) = statements.first { $0.size >= rest.count } ?? largest
            try BoundStatement(db, sql: sql).run { values in
                values.add(feed)
                for key in rest.prefix(size) { values.add(key.hash) }
                for _ in rest.count..<max(size, rest.count) { values.add(last.hash) }
            } _: { row in
                owners[EntryKey(hash: row[0])] = row[1]
            }
            rest = rest.dropFirst(size)
        }
        return owners
    }
}
