// SPDX-License-Identifier: Apache-2.0
// Many zeros in few bytes, packed by hand after the specifications, so that no packer needs to be installed.

enum Zeros {
    /// One frame of RLE blocks of 128 KiB (RFC 8878 §3.1.1). `count` is a multiple of that.
    static func zstd(_ count: Int) -> [UInt8] {
        let window: UInt8 = 7 << 3  // 128 KiB
        var bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, window]
        for block in 1...(count >> 17) {
            let header = (block == count >> 17 ? 1 : 0) | 1 << 1 | 1 << 20
            bytes += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16), 0]
        }
        return bytes
    }

    /// Meta-blocks of up to 16 MiB, each one literal and its copy at distance 1 (RFC 7932 §9). All codes have one symbol
    /// and so take no bits. `count` is a multiple of 1 MiB.
    static func brotli(_ count: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(11, 4)  // WBITS: 22
        for start in stride(from: 0, to: count, by: 1 << 24) {
            let length = min(count - start, 1 << 24)
            let nibbles = length > 1 << 20 ? 6 : 5
            bits.append(0, 1)  // ISLAST
            bits.append(nibbles - 4, 2)
            bits.append(length - 1, nibbles * 4)
            bits.append(0, 1)  // ISUNCOMPRESSED
            bits.append(0, 3)  // one block type each of literals, commands and distances
            bits.append(0, 2 + 4 + 2)  // NPOSTFIX, NDIRECT, context mode
            bits.append(0, 2)  // one tree each of literals and distances
            bits.append(symbol: 0, 8)
            bits.append(symbol: 399, 10)  // insert 1, copy 2,118 and what the 24 bits below add
            // Distance 1: the initial last distance, 4, less 3; after that the last one.
            bits.append(symbol: start == 0 ? 8 : 0, 6)
            bits.append(length - 1 - 2_118, 24)
        }
        bits.append(0b11, 2)  // ISLAST, ISLASTEMPTY
        return bits.bytes
    }

    /// Numbers in so many bits each, the lowest first.
    private struct Bits {
        private(set) var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ value: Int, _ count: Int) {
            for bit in 0..<count {
                if used == 8 { (used, bytes) = (0, bytes + [0]) }
                bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << used
                used += 1
            }
        }

        /// A simple prefix code of one symbol (RFC 7932 §3.4).
        mutating func append(symbol: Int, _ count: Int) {
            append(0b00_01, 4)
            append(symbol, count)
        }
    }
}
