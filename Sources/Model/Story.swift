// SPDX-License-Identifier: Apache-2.0

/// One event as told by any number of outlets.
package struct Story: Sendable, Hashable {
    /// 16 hexadecimal digits, from the first outlet's feed and entry.
    package let id: String
    package let firstSeen: Timestamp
    /// How many feeds have told it.
    package var outlets: Int

    package init(id: String, firstSeen: Timestamp, outlets: Int) {
        self.id = id
        self.firstSeen = firstSeen
        self.outlets = outlets
    }
}
