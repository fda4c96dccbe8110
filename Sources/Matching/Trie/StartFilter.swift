// SPDX-License-Identifier: Apache-2.0
// Whether a phrase may begin at a token, answered from the caches nearest to the processor: a Bloom filter whose bits
// for one key lie in one word (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007). Two
// bits of sixteen a key let one in some sixty wrong keys pass; 100,000 terms take 256 KB, where the trie takes 4 MB.

import Wording

/// Keys of `PathKey` that may be there.
struct StartFilter: ~Copyable, Sendable {
    private let words: FrozenArray<UInt64>
    private let shift: UInt64

    init(_ keys: [UInt64]) {
        var bits: UInt64 = 10
        while 1 << bits < keys.count * 16 { bits += 1 }
        shift = 64 - (bits - 6)
        var words = [UInt64](repeating: 0, count: 1 << (bits - 6))
        for key in keys { words[Int(key >> shift)] |= Self.mask(key) }
        self.words = FrozenArray(words)
    }

    /// Two bits, by twelve bits of the key that do not choose the word.
    @inline(__always)
    private static func mask(_ key: UInt64) -> UInt64 {
        1 &<< (key & 63) | 1 &<< (key &>> 6 & 63)
    }

    /// Not checked: a key shifted by `shift` is less than the count of words.
    @inline(__always)
    func mayHold(_ key: UInt64) -> Bool {
        let mask = Self.mask(key)
        return words[Int(truncatingIfNeeded: key &>> shift)] & mask == mask
    }
}
