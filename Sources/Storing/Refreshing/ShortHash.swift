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
        return digits(bytes)
    }

    /// 16 digits in lower case.
    static func hexadecimal(_ parts: [String]) -> String {
        hexadecimal(digits(parts))
    }

    /// The same of bytes as they are.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        hexadecimal(digits(bytes))
    }

    private static func digits(_ bytes: [UInt8]) -> Int64 {
        SHA256.hash(data: bytes).withUnsafeBytes { Int64(bigEndian: $0.loadUnaligned(as: Int64.self)) }
    }

    private static func hexadecimal(_ number: Int64) -> String {
        let digits = String(UInt64(bitPattern: number), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
