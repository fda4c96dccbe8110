// SPDX-License-Identifier: Apache-2.0
// Scalars in and out of UTF-8 that is known to be valid (it came from a String).

/// Appends the UTF-8 of a scalar value.
func appendUTF8(_ scalar: UInt32, to out: inout [UInt8]) {
    encodeUTF8(scalar) { out.append($0) }
}

/// Calls `emit` with each byte of the UTF-8 of a scalar value.
@inline(__always)
func encodeUTF8(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
    switch scalar {
    case ..<0x80:
        emit(UInt8(scalar))
    case ..<0x800:
        emit(UInt8(0xC0 | scalar >> 6))
        emit(continuation(scalar))
    case ..<0x10000:
        emit(UInt8(0xE0 | scalar >> 12))
        emit(continuation(scalar >> 6))
        emit(continuation(scalar))
    default:
        emit(UInt8(0xF0 | scalar >> 18 & 7))
        emit(continuation(scalar >> 12))
        emit(continuation(scalar >> 6))
        emit(continuation(scalar))
    }
}

@inline(__always)
private func continuation(_ bits: UInt32) -> UInt8 { UInt8(0x80 | bits & 0x3F) }

/// A scalar read from text, and how many bytes it took.
struct DecodedScalar {
    let value: UInt32
    let width: Int

    /// Reads the scalar that begins at `start`; the text is valid UTF-8 and followed by zero bytes.
    @inline(__always)
    init(_ text: UnsafePointer<UInt8>, at start: Int) {
        let first = UInt32(text[start])
        if first < 0x80 {
            value = first
            width = 1
        } else if first < 0xE0 {
            value = (first & 0x1F) << 6 | UInt32(text[start + 1] & 0x3F)
            width = 2
        } else if first < 0xF0 {
            value = (first & 0xF) << 12 | UInt32(text[start + 1] & 0x3F) << 6 | UInt32(text[start + 2] & 0x3F)
            width = 3
        } else {
            value =
                (first & 7) << 18 | UInt32(text[start + 1] & 0x3F) << 12 | UInt32(text[start + 2] & 0x3F) << 6
                | UInt32(text[start + 3] & 0x3F)
            width = 4
        }
    }
}
