// SPDX-License-Identifier: Apache-2.0
// Hangul syllables decompose and compose by arithmetic (Unicode chapter 3.12).

enum Hangul {
    private static let syllableBase: UInt32 = 0xAC00
    private static let leadBase: UInt32 = 0x1100
    private static let vowelBase: UInt32 = 0x1161
    private static let trailBase: UInt32 = 0x11A7
    private static let leads: UInt32 = 19
    private static let vowels: UInt32 = 21
    private static let trails: UInt32 = 28

    static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3

    static func isSyllable(_ scalar: UInt32) -> Bool {
        scalar &- syllableBase < leads * vowels * trails
    }

    /// Two or three conjoining jamo.
    static func decompose(_ syllable: UInt32, _ emit: (UInt32) -> Void) {
        let index = syllable - syllableBase
        emit(leadBase + index / (vowels * trails))
        emit(vowelBase + index % (vowels * trails) / trails)
        if index % trails != 0 { emit(trailBase + index % trails) }
    }

    static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if first &- leadBase < leads, second &- vowelBase < vowels {
            return syllableBase + ((first - leadBase) * vowels + (second - vowelBase)) * trails
        }
        guard isSyllable(first), (first - syllableBase) % trails == 0 else { return nil }
        guard second > trailBase, second < trailBase + trails else { return nil }
        return first + (second - trailBase)
    }
}
