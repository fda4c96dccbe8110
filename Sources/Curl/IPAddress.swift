// SPDX-License-Identifier: Apache-2.0
// What a socket is about to be opened to. All spellings of an address (127.1, 0x7f000001, 2130706433, ::ffff:7f00:1)
// end as one of these, so that a policy has one thing to judge.

import CLibCurl
import Glibc

/// An IP address as bytes, without port and zone.
package enum IPAddress: Sendable, Hashable {
    /// In host byte order: 127.0.0.1 is 0x7F00_0001.
    case v4(UInt32)
    /// The upper and the lower half in host byte order: ::1 is (0, 1).
    case v6(UInt64, UInt64)

    /// Reads the numeric form as `inet_pton(3)` does; a zone (`%eth0`) is dropped. `nil` for anything else.
    package init?(_ text: String) {
        let text = String(text.prefix { $0 != "%" })
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self = .v4(UInt32(bigEndian: v4.s_addr))
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            self = withUnsafeBytes(of: v6) { Self.v6(bytes: $0) }
        } else {
            return nil
        }
    }

    /// Reads a `sockaddr_in` or `sockaddr_in6` of which `length` bytes are there; `nil` for other families.
    init?(_ address: UnsafePointer<sockaddr>, length: Int) {
        let bytes = UnsafeRawBufferPointer(start: address, count: length)
        switch (Int32(address.pointee.sa_family), length) {
        case (AF_INET, MemoryLayout<sockaddr_in>.size...):
            self = .v4(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        case (AF_INET6, MemoryLayout<sockaddr_in6>.size...):
            self = Self.v6(bytes: UnsafeRawBufferPointer(rebasing: bytes[8..<24]))
        default: return nil
        }
    }

    private static func v6(bytes: UnsafeRawBufferPointer) -> IPAddress {
        .v6(
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}

extension IPAddress: CustomStringConvertible {
    /// As `inet_ntop(3)` prints it.
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        switch self {
        case .v4(let bits):
            var address = bits.bigEndian
            inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
        case .v6(let upper, let lower):
            var address = (upper.bigEndian, lower.bigEndian)
            inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
