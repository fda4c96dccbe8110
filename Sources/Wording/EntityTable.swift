// SPDX-License-Identifier: Apache-2.0
// Finds a name in the entity data by hashing: 4,096 slots of 4 bytes, built once in about 0.1 ms.

struct EntityTable: Sendable {
    struct Entity {
        let first: Unicode.Scalar
        let second: Unicode.Scalar?
        let isLegacy: Bool
    }

    private let data: StaticString
    /// Offset of a name in `data`, plus one; 0 for a free slot.
    private var slots = [UInt32](repeating: 0, count: 4_096)

    init(_ data: StaticString) {
        self.data = data
        var position = 0
        while position < data.utf8CodeUnitCount {
            let start = position
            while data.utf8Start[position] != 0x3A, data.utf8Start[position] != 0x21 { position += 1 }
            insert(UnsafeBufferPointer(start: data.utf8Start + start, count: position - start), at: start)
            while data.utf8Start[position] != 0x20 { position += 1 }
            position += 1
        }
    }

    func find(_ name: UnsafeBufferPointer<UInt8>) -> Entity? {
        var slot = Self.hash(name)
        while slots[slot] != 0 {
            if let entity = entity(at: Int(slots[slot]) - 1, named: name) { return entity }
            slot = (slot + 1) & 4_095
        }
        return nil
    }

    private mutating func insert(_ name: UnsafeBufferPointer<UInt8>, at offset: Int) {
        var slot = Self.hash(name)
        while slots[slot] != 0 { slot = (slot + 1) & 4_095 }
        slots[slot] = UInt32(offset + 1)
    }

    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int((hash ^ hash >> 15) & 4_095)
    }

    private func entity(at offset: Int, named name: UnsafeBufferPointer<UInt8>) -> Entity? {
        let text = data.utf8Start + offset
        for index in 0..<name.count where text[index] != name[index] { return nil }
        let mark = text[name.count]
        guard mark == UInt8(ascii: ":") || mark == UInt8(ascii: "!") else { return nil }
        var position = name.count + 1
        guard let first = Self.scalar(text, &position) else { return nil }
        var second: Unicode.Scalar?
        if text[position] == UInt8(ascii: ",") {
            position += 1
            second = Self.scalar(text, &position)
        }
        return Entity(first: first, second: second, isLegacy: mark == UInt8(ascii: "!"))
    }

    private static func scalar(_ text: UnsafePointer<UInt8>, _ position: inout Int) -> Unicode.Scalar? {
        var value: UInt32 = 0
        while let digit = text[position].hexValue {
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return Unicode.Scalar(value)
    }
}
