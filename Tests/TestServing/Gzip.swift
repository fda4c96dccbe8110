// SPDX-License-Identifier: Apache-2.0
// Enough of gzip (RFC 1952) to see whether a client undoes it: the bytes are wrapped, not made smaller.

extension [UInt8] {
    /// These bytes as a gzip member of stored blocks (RFC 1951 §3.2.4).
    package var gzipped: [UInt8] {
        var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = self[...]
        repeat {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            result.append(rest.isEmpty ? 1 : 0)
            result.append(contentsOf: UInt16(block.count).littleEndianBytes)
            result.append(contentsOf: (~UInt16(block.count)).littleEndianBytes)
            result.append(contentsOf: block)
        } while !rest.isEmpty
        return result + crc32.littleEndianBytes + UInt32(truncatingIfNeeded: count).littleEndianBytes
    }

    private var crc32: UInt32 {
        var sum = ~UInt32(0)
        for byte in self {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB8_8320 }
        }
        return ~sum
    }
}

extension FixedWidthInteger {
    fileprivate var littleEndianBytes: [UInt8] {
        Swift.withUnsafeBytes(of: littleEndian) { Array($0) }
    }
}
