// SPDX-License-Identifier: Apache-2.0
// What waits in the outbox, and what a file sink writes down before it appends.

/// One alert on its way to one sink.
package struct Delivery: Sendable, Hashable {
    /// The outbox row. Rows of one sink are delivered in ascending order.
    package let id: Int64
    /// The sink's name: `journal`, `log`, `jsonl`…
    package let sink: String
    package let alert: Alert
    /// How often it was tried before and failed.
    package let attempts: Int

    package init(id: Int64, sink: String, alert: Alert, attempts: Int) {
        self.id = id
        self.sink = sink
        self.alert = alert
        self.attempts = attempts
    }
}

/// How a delivery that waits no more ended. The numbers are the store's.
package enum DeliveryEnding: Int64, Sendable, Hashable {
    case delivered = 0
    /// It waited for longer than its sink's `expire`.
    case expired = 1
    /// A person gave up what waited for a sink that is not configured any more.
    case dropped = 2
}

/// The bytes a file sink is about to append: kept in the outbox from before the write until its deliveries are marked,
/// so that the next start can tell whether they arrived whole, in part, or not at all. At most one per sink.
package struct FileAppend: Sendable, Hashable {
    package let sink: String
    /// The file's inode number: finds it again after it was renamed.
    package let inode: UInt64
    /// The file's size in bytes before the append.
    package let offset: Int64
    /// How many bytes are appended.
    package let length: Int
    /// SHA-256 of those bytes, in lower-case hexadecimal.
    package let sha256: String
    /// The outbox rows whose lines these are, in order.
    package let deliveries: [Int64]

    package init(sink: String, inode: UInt64, offset: Int64, length: Int, sha256: String, deliveries: [Int64]) {
        self.sink = sink
        self.inode = inode
        self.offset = offset
        self.length = length
        self.sha256 = sha256
        self.deliveries = deliveries
    }
}
