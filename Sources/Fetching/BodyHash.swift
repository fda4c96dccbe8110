// SPDX-License-Identifier: Apache-2.0
// Whether a document is the one of last time. Every byte of every feed goes through here, so it is no cryptographic hash,
// which took a tenth of what a C program needs for a whole sweep: a publisher who makes two documents of one hash keeps
// news from its own readers, and could as well not publish it.

/// A hash of 128 bits over bytes that come in parts; however they are cut, it is the same.
///
/// Two lanes of wyhash's step (Wang Yi, https://github.com/wangyi-fudan/wyhash): the halves of the 128-bit product of two
/// words, exclusive-ored. About a tenth of a nanosecond a byte.
struct BodyHash {
    private var lanes: (UInt64, UInt64) = (0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db)
    /// What is left of the last part; always fewer than 16 bytes.
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    /// Of a document that is there whole.
    static func of(_ document: [UInt8]) -> String {
        var hash = BodyHash()
        hash.update(document)
        return hash.finish()
    }

    mutating func update(_ part: [UInt8]) {
        count += UInt64(part.count)
        let missing = rest.isEmpty ? 0 : min(16 - rest.count, part.count)
        rest += part[..<missing]
        guard rest.count == 16 || rest.isEmpty else { return }
        rest.withUnsafeBytes { mix($0) }
        let blocks = (part.count - missing) & ~15
        part.withUnsafeBytes { mix(UnsafeRawBufferPointer(rebasing: $0[missing..<missing + blocks])) }
        rest = Array(part[(missing + blocks)...])
    }

    /// 32 hexadecimal digits, lower case.
    mutating func finish() -> String {
        let length = count
        update([UInt8](repeating: 0, count: (16 - rest.count) % 16))
        mix(length, 0x8ebc_6af0_9c88_c6e3)
        return [lanes.0, lanes.1].map { lane in
            let digits = String(lane, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Takes whole blocks of 16 bytes, least byte first.
    private mutating func mix(_ blocks: UnsafeRawBufferPointer) {
        for place in stride(from: 0, to: blocks.count, by: 16) {
            mix(
                UInt64(littleEndian: blocks.loadUnaligned(fromByteOffset: place, as: UInt64.self)),
                UInt64(littleEndian: blocks.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self)))
        }
    }

    @inline(__always)
    private mutating func mix(_ first: UInt64, _ second: UInt64) {
        lanes.0 = Self.folded(first ^ 0x5897_65f4_c1d6_49d3, second ^ lanes.0)
        lanes.1 = Self.folded(second ^ 0x1d8e_4e27_c47d_124f, first ^ lanes.1)
    }

    @inline(__always)
    private static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let (high, low) = one.multipliedFullWidth(by: other)
        return high ^ low
    }
}
