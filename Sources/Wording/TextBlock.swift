// SPDX-License-Identifier: Apache-2.0
// Sixteen bytes of text looked at together.

/// A block of text in one vector register: every target has one of that size.
enum TextBlock {
    static let size = 16
    @inline(__always) private static var spaces: SIMD16<UInt8> { SIMD16(repeating: 0x20) }
    @inline(__always) private static var tildes: SIMD16<UInt8> { SIMD16(repeating: 0x7E) }

    /// Copies 16 bytes and returns how many of them, from the first, are printable ASCII or a space that no other space
    /// follows. Reads one byte more than it copies.
    @inline(__always)
    static func copyWords(_ text: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let here = load(text)
        UnsafeMutableRawPointer(target).storeBytes(of: here, as: SIMD16<UInt8>.self)
        let isSpace = here .== spaces
        let isOther = (here .< spaces) .| (here .> tildes) .| (isSpace .& (load(text + 1) .== spaces))
        return first(of: isOther)
    }

    @inline(__always)
    private static func load(_ text: UnsafePointer<UInt8>) -> SIMD16<UInt8> {
        UnsafeRawPointer(text).loadUnaligned(as: SIMD16<UInt8>.self)
    }

    /// The first lane that holds; `size` where none does. Bytes lie in a register as in memory, the first lowest.
    @inline(__always)
    private static func first(of mask: SIMDMask<SIMD16<Int8>>) -> Int {
        let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        if halves.x | halves.y == 0 { return size }
        let low = UInt64(littleEndian: halves.x)
        let high = UInt64(littleEndian: halves.y)
        return low != 0 ? low.trailingZeroBitCount >> 3 : 8 + high.trailingZeroBitCount >> 3
    }
}

extension UInt8 {
    /// 21 to 7E: no space, no control character.
    @inline(__always)
    var isPrintableASCII: Bool { self &- 0x21 < 0x5E }
}
