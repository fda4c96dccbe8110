// SPDX-License-Identifier: Apache-2.0
// The first eight bytes of SHA-256: identities of entries, stories and alerts.

import Crypto

/// SHA-256 over texts, each ended by a zero byte but for the last, cut to 8 bytes.
enum ShortHash {
    static func digits(_ parts: [String]) -> Int64 {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes.append(0) }
            bytes.append(contentsOf: part.utf8)
        }
        return SHA256.hash(data: bytes).withUnsafeBytes { Int64(bigEndian: $0.loadUnaligned(as: Int64.self)) }
    }

    /// 16 digits in lower case.
    static func hexadecimal(_ parts: [String]) -> String {
        let digits = String(UInt64(bitPattern: digits(parts)), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
