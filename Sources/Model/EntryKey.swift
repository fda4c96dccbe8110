// SPDX-License-Identifier: Apache-2.0
// Identity is a set of keys, never a date: feeds change ids, links, titles and dates, seldom all at once.

/// One way by which an entry is recognised within its feed: the first 8 bytes of a hash of feed, kind and value.
package struct EntryKey: Sendable, Hashable {
    package let hash: Int64

    package init(hash: Int64) {
        self.hash = hash
    }
}
