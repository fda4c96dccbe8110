// SPDX-License-Identifier: Apache-2.0
// Who may be behind an address, by the IANA special-purpose registries (RFC 6890 and its updates, looked up November
// 2026). An IPv6 address that carries an IPv4 one is judged by what it carries.

/// How far an address reaches.
package enum AddressScope: String, Sendable, Hashable {
    /// Somewhere on the internet.
    case global
    /// 127.0.0.0/8, ::1.
    case loopback
    /// Where a cloud gives its machines their credentials: 169.254.169.254, fd00:ec2::254, 100.100.100.200.
    case metadata = "cloud metadata"
    /// 169.254.0.0/16, fe80::/10.
    case linkLocal = "link-local"
    /// RFC 1918, fc00::/7, the old site-local fec0::/10, 198.18.0.0/15 (which VPNs use), NAT64 of one's own network.
    case `private`
    /// 100.64.0.0/10, the provider's side of a carrier-grade NAT (RFC 6598).
    case shared
    /// 224.0.0.0/4, ff00::/8.
    case multicast
    /// 0.0.0.0/8 and ::, which Linux connects to itself.
    case unspecified
    /// Documentation, future use, and all of IPv6 outside 2000::/3 that is not named above.
    case reserved
}

extension IPAddress {
    package var scope: AddressScope {
        switch self {
        case .v4(let bits): Self.scope(v4: bits)
        case .v6(let upper, let lower): Self.scope(v6: upper, lower)
        }
    }

    /// First match counts: narrower blocks stand before the wider ones around them.
    private static let blocks: [(prefix: UInt32, length: UInt32, scope: AddressScope)] = [
        (0x0000_0000, 8, .unspecified),  // 0.0.0.0/8
        (0x0A00_0000, 8, .private),  // 10.0.0.0/8
        (0x6464_64C8, 32, .metadata),  // 100.100.100.200
        (0x6440_0000, 10, .shared),  // 100.64.0.0/10
        (0x7F00_0000, 8, .loopback),  // 127.0.0.0/8
        (0xA9FE_A9FE, 32, .metadata),  // 169.254.169.254
        (0xA9FE_0000, 16, .linkLocal),  // 169.254.0.0/16
        (0xAC10_0000, 12, .private),  // 172.16.0.0/12
        (0xC000_0000, 24, .reserved),  // 192.0.0.0/24 IETF protocol assignments
        (0xC000_0200, 24, .reserved),  // 192.0.2.0/24 documentation
        (0xC058_6300, 24, .reserved),  // 192.88.99.0/24 6to4 relays, withdrawn
        (0xC0A8_0000, 16, .private),  // 192.168.0.0/16
        (0xC612_0000, 15, .private),  // 198.18.0.0/15 benchmarks
        (0xC633_6400, 24, .reserved),  // 198.51.100.0/24 documentation
        (0xCB00_7100, 24, .reserved),  // 203.0.113.0/24 documentation
        (0xE000_0000, 4, .multicast),  // 224.0.0.0/4
        (0xF000_0000, 4, .reserved),  // 240.0.0.0/4 and the broadcast
    ]

    private static func scope(v4 bits: UInt32) -> AddressScope {
        blocks.first { bits >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }?.scope ?? .global
    }

    private static func scope(v6 upper: UInt64, _ lower: UInt64) -> AddressScope {
        if upper == 0 && lower == 0 { return .unspecified }
        if upper == 0 && lower == 1 { return .loopback }
        if let carried = carriedV4(upper, lower) { return scope(v4: carried) }
        if upper >> 56 == 0xFF { return .multicast }
        if upper >> 54 == 0xFE80 >> 6 { return .linkLocal }
        if upper == 0xFD00_0EC2_0000_0000, lower == 0x254 { return .metadata }
        if upper >> 54 == 0xFEC0 >> 6 || upper >> 57 == 0xFC >> 1 { return .private }
        if upper >> 16 == 0x0064_FF9B_0001 { return .private }  // 64:ff9b:1::/48 (RFC 8215)
        return scope(unicast: upper)
    }

    /// 2000::/3 is all that was ever given out; within it some blocks are nobody's.
    private static func scope(unicast upper: UInt64) -> AddressScope {
        guard upper >> 61 == 0b001 else { return .reserved }
        let isProtocolBlock = upper >> 41 == 0x2001_0000 >> 9  // 2001::/23, Teredo (2001::/32) was looked into before
        let isDocumentation = upper >> 32 == 0x2001_0DB8 || upper >> 44 == 0x3FFF0
        return isProtocolBlock || isDocumentation ? .reserved : .global
    }

    /// The IPv4 address that the packet would end at: mapped (::ffff:0:0/96), compatible (::/96), translated
    /// (::ffff:0:0:0/96), NAT64 (64:ff9b::/96), 6to4 (2002::/16) and Teredo's client (2001::/32, inverted).
    private static func carriedV4(_ upper: UInt64, _ lower: UInt64) -> UInt32? {
        let last = UInt32(truncatingIfNeeded: lower)
        switch (upper, lower >> 32) {
        case (0, 0xFFFF), (0, 0), (0, 0xFFFF_0000), (0x0064_FF9B_0000_0000, 0): return last
        case (0x2002_0000_0000_0000...0x2002_FFFF_FFFF_FFFF, _): return UInt32(truncatingIfNeeded: upper >> 16)
        case (0x2001_0000_0000_0000...0x2001_0000_FFFF_FFFF, _): return ~last
        default: return nil
        }
    }
}
