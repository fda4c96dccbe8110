// SPDX-License-Identifier: Apache-2.0
// A node of the trie is named by a hash of the words that lead to it, so that it is found without walking there: the
// second word of a phrase is looked up together with the first, in one step, and only where both filters agree.
//
// Two paths with one key would share a node. That costs time and nothing else, for a phrase found is compared with the
// text byte by byte (`PhraseBook`).

/// Keys of paths; the key of one word is its `WordHash`.
enum PathKey {
    /// The path `path` and one more word.
    @inline(__always)
    static func extended(_ path: UInt64, by word: UInt64) -> UInt64 {
        let product = (path &+ (word &<< 29 | word &>> 35)) &* 0xD6E8_FEB8_6659_FD93
        return product ^ product &>> 32
    }

    /// What stands for a prefix in a path: its first bytes, `length` of them and at most eight, and how many they are,
    /// as `a` padded with zeros is not a prefix of eight bytes.
    @inline(__always)
    static func prefix(_ head: UInt64, length: Int) -> UInt64 {
        let kept = length == 8 ? head : head & ((1 &<< UInt64(length &* 8)) &- 1)
        let product = (kept ^ UInt64(length) &<< 59) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product &>> 32
    }

    /// The first eight bytes of a word, the first lowest.
    static func head(_ word: some Sequence<UInt8>) -> UInt64 {
        word.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
    }
}
