// SPDX-License-Identifier: Apache-2.0

import Crypto

extension [UInt8] {
    /// SHA-256 as 64 hexadecimal digits, lower case.
    var sha256: String {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: self)
        return String(unsafeUninitializedCapacity: 64) { text in
            var place = 0
            for byte in hash {
                text[place] = digits[Int(byte >> 4)]
                text[place + 1] = digits[Int(byte & 0x0F)]
                place += 2
            }
            return place
        }
    }
}
