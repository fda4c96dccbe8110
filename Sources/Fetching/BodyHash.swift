// SPDX-License-Identifier: Apache-2.0

import Crypto

extension [UInt8] {
    /// SHA-256 as 64 hexadecimal digits, lower case.
    var sha256: String { SHA256.hash(data: self).hexadecimal }
}

extension SHA256.Digest {
    /// Two digits a byte, lower case.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 2 * Self.byteCount) { text in
            var place = 0
            for byte in self {
                text[place] = digits[Int(byte >> 4)]
                text[place + 1] = digits[Int(byte & 0x0F)]
                place += 2
            }
            return place
        }
    }
}
