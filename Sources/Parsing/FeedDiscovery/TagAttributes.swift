// SPDX-License-Identifier: Apache-2.0

import Wording

/// The attributes of one tag by name.
struct TagAttributes {
    private let tag: HTMLTag
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ tag: HTMLTag, in bytes: UnsafeBufferPointer<UInt8>) {
        self.tag = tag
        self.bytes = bytes
    }

    /// The value of the first attribute with that name, in whatever case; references decoded, white space at the ends
    /// taken off. `nil` where it is absent or empty.
    subscript(_ name: StaticString) -> String? {
        for (place, value) in HTMLAttributes(of: tag, in: bytes) where isName(name, at: place) {
            let text = decoded(UnsafeBufferPointer(rebasing: bytes[value]).trimmed)
            return text.isEmpty ? nil : text
        }
        return nil
    }

    private func isName(_ name: StaticString, at place: Range<Int>) -> Bool {
        guard place.count == name.utf8CodeUnitCount else { return false }
        return zip(place, 0..<place.count).allSatisfy { bytes[$0].lowered == name.utf8Start[$1] }
    }

    private func decoded(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        guard raw.contains(UInt8(ascii: "&")) else { return raw.string }
        var out = ByteBuffer(capacity: raw.count + 8)
        defer { out.deallocate() }
        ReferenceDecoder.decode(raw, inAttribute: true, into: &out)
        return out.bytes.string
    }
}
