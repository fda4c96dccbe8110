// SPDX-License-Identifier: Apache-2.0
// Remembers what a name means. In a strict parse libxml2 keeps one copy of each name, so a name met before is known by
// its address; the loose reader's names move, and are looked up each time.

import XML2

struct TagCache {
    private struct Slot {
        var local: UnsafePointer<UInt8>?
        var namespace: UnsafePointer<UInt8>?
        var prefix: UnsafePointer<UInt8>?
        var tag = FeedTag.unknown
        var isAtom = false
    }

    private struct Vocabulary {
        var namespace: UnsafePointer<UInt8>?
        var prefix: UnsafePointer<UInt8>?
        /// Right for an empty slot, too: names without prefix and namespace are the formats' own.
        var meaning = FeedNamespace.core
    }

    private let slots = UnsafeMutablePointer<Slot>.allocate(capacity: size)
    private let vocabularies = UnsafeMutablePointer<Vocabulary>.allocate(capacity: vocabularyCount)
    /// Whether equal addresses mean equal names.
    private let hasStableNames: Bool
    private static let size = 128
    private static let vocabularyCount = 16

    init(hasStableNames: Bool) {
        self.hasStableNames = hasStableNames
        slots.initialize(repeating: Slot(), count: Self.size)
        vocabularies.initialize(repeating: Vocabulary(), count: Self.vocabularyCount)
    }

    func deallocate() {
        slots.deallocate()
        vocabularies.deallocate()
    }

    /// What the element means, and whether it is in Atom's namespace.
    @inline(__always)
    func lookUp(_ element: XMLElement) -> (tag: FeedTag, isAtom: Bool) {
        let address = Int(bitPattern: element.local) ^ Int(bitPattern: element.namespace) &* 7
        let slot = slots + ((address >> 3 ^ address >> 10) & (Self.size - 1))
        if hasStableNames, slot.pointee.local == element.local, slot.pointee.namespace == element.namespace,
            slot.pointee.prefix == element.prefix
        {
            return (slot.pointee.tag, slot.pointee.isAtom)
        }
        return read(element, into: slot)
    }

    @inline(never)
    private func read(_ element: XMLElement, into slot: UnsafeMutablePointer<Slot>) -> (tag: FeedTag, isAtom: Bool) {
        let namespace = vocabulary(of: element)
        let tag = FeedTag.named(element.local, in: namespace)
        slot.pointee = Slot(
            local: element.local, namespace: element.namespace, prefix: element.prefix, tag: tag,
            isAtom: namespace == .atom)
        return (tag, namespace == .atom)
    }

    private func vocabulary(of element: XMLElement) -> FeedNamespace {
        let address = Int(bitPattern: element.namespace) ^ Int(bitPattern: element.prefix) &* 3
        let slot = vocabularies + ((address >> 3 ^ address >> 10) & (Self.vocabularyCount - 1))
        if hasStableNames || element.namespace == nil && element.prefix == nil,
            slot.pointee.namespace == element.namespace, slot.pointee.prefix == element.prefix
        {
            return slot.pointee.meaning
        }
        let meaning = FeedNamespace.of(
            uri: element.namespace.map { String(cString: $0) }, prefix: element.prefix.map { String(cString: $0) })
        slot.pointee = Vocabulary(namespace: element.namespace, prefix: element.prefix, meaning: meaning)
        return meaning
    }
}
