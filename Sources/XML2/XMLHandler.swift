// SPDX-License-Identifier: Apache-2.0
// The events of a document as Swift sees them: plain bytes, valid during the call alone.

/// Who is told of a document's events. The functions capture nothing and find their state behind `context`, so that an
/// event costs one indirect call and touches no reference count.
package struct XMLHandler {
    /// Handed to each function unchanged.
    package let context: UnsafeMutableRawPointer
    package let start: (UnsafeMutableRawPointer, XMLElement) -> Void
    /// The element opened last ends. Every start has its end while the document is well-formed.
    package let end: (UnsafeMutableRawPointer, XMLPlace) -> Void
    /// A run of character data, UTF-8, references resolved; one text may come in many runs.
    /// Texts come most often of all: a C function has not even an empty context to retain.
    package let text: @convention(c) (UnsafeMutableRawPointer, UnsafePointer<UInt8>, Int) -> Void

    package init(
        context: UnsafeMutableRawPointer, start: @escaping (UnsafeMutableRawPointer, XMLElement) -> Void,
        end: @escaping (UnsafeMutableRawPointer, XMLPlace) -> Void,
        text: @escaping @convention(c) (UnsafeMutableRawPointer, UnsafePointer<UInt8>, Int) -> Void
    ) {
        self.context = context
        self.start = start
        self.end = end
        self.text = text
    }
}

/// A start tag. The pointers are NUL-terminated UTF-8; equal names of one strict parse have equal pointers.
package struct XMLElement {
    package let local: UnsafePointer<UInt8>
    package let prefix: UnsafePointer<UInt8>?
    /// The namespace's URI; `nil` without one and for a prefix that was never declared.
    package let namespace: UnsafePointer<UInt8>?
    package let attributes: XMLAttributes

    package init(
        local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?,
        attributes: XMLAttributes
    ) {
        self.local = local
        self.prefix = prefix
        self.namespace = namespace
        self.attributes = attributes
    }
}

/// The attributes of a start tag in their order, without namespace declarations.
package struct XMLAttributes: Sequence {
    /// Five pointers an attribute, as libxml2 lays them out: local name, prefix, URI (each NUL-terminated), the value's
    /// first byte and the byte after its last.
    private let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    package let count: Int
    private let escapesAmpersands: Bool

    /// `escapesAmpersands` says that a `&` of a value stands there as `&#38;`, as libxml2 hands it over while it does not
    /// replace entities.
    package init(
        base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int, escapesAmpersands: Bool
    ) {
        self.base = base
        self.escapesAmpersands = escapesAmpersands
        self.count = base == nil ? 0 : count
    }

    /// The first one of that local name, ASCII letters in either case, whatever its namespace.
    package func named(_ name: StaticString) -> XMLAttribute? {
        for attribute in self where attribute.isNamed(name) { return attribute }
        return nil
    }

    /// Whether one has a prefix, such as `xml`.
    package var havePrefixes: Bool {
        guard let base else { return false }
        for index in 0..<count where base[index * 5 + 1] != nil { return true }
        return false
    }

    package func makeIterator() -> Iterator {
        Iterator(base: base, left: count, escapesAmpersands: escapesAmpersands)
    }

    package struct Iterator: IteratorProtocol {
        fileprivate var base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
        fileprivate var left: Int
        fileprivate let escapesAmpersands: Bool

        package mutating func next() -> XMLAttribute? {
            guard left > 0, let five = base, let local = five[0], let start = five[3], let end = five[4] else {
                return nil
            }
            left -= 1
            base = five + 5
            return XMLAttribute(
                local: local, prefix: five[1], namespace: five[2],
                rawValue: UnsafeBufferPointer(start: start, count: end - start), escapesAmpersands: escapesAmpersands)
        }
    }
}

/// One attribute.
package struct XMLAttribute {
    package let local: UnsafePointer<UInt8>
    package let prefix: UnsafePointer<UInt8>?
    package let namespace: UnsafePointer<UInt8>?
    fileprivate let rawValue: UnsafeBufferPointer<UInt8>
    fileprivate let escapesAmpersands: Bool

    package var name: String { String(cString: local) }

    /// Whether that is its local name, ASCII letters in either case.
    @inline(__always)
    package func isNamed(_ name: StaticString) -> Bool {
        for index in 0..<name.utf8CodeUnitCount where !Self.isLetter(local[index], name.utf8Start[index]) {
            return false
        }
        return local[name.utf8CodeUnitCount] == 0
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8, _ letter: UInt8) -> Bool {
        byte == letter || byte ^ letter == 0x20 && (byte | 0x20) &- 0x61 < 26
    }

    /// The value with its references resolved.
    package var text: String {
        isLiteral
            ? String(decoding: rawValue, as: UTF8.self)
            : String(unsafeUninitializedCapacity: maxTextBytes, initializingUTF8With: copyText)
    }

    /// As many bytes as the value may have; what stands for a control character takes up to three instead of two.
    package var maxTextBytes: Int { rawValue.count / 2 * 3 + 1 }

    /// Copies the value, its references resolved.
    ///
    /// - Parameter room: for `maxTextBytes` at least.
    /// - Returns: how many bytes that were.
    package func copyText(to room: UnsafeMutableBufferPointer<UInt8>) -> Int {
        isLiteral ? room.update(fromContentsOf: rawValue) : copyUnescaped(to: room)
    }

    /// Whether the value stands there as it is meant.
    private var isLiteral: Bool {
        !escapesAmpersands || !rawValue.contains { $0 == UInt8(ascii: "&") || $0 == 0xC2 }
    }

    /// Copies the value with `&` for each `&#38;`, and what is meant by control characters; how many bytes that were.
    private func copyUnescaped(to room: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var (position, count) = (0, 0)
        while position < rawValue.count {
            var meaning = meaningOfControl(at: position)
            guard meaning == 0 else {
                position += 2
                while meaning != 0 {
                    room[count] = UInt8(truncatingIfNeeded: meaning)
                    meaning >>= 8
                    count += 1
                }
                continue
            }
            room[count] = rawValue[position]
            count += 1
            position += isEscapedAmpersand(at: position) ? 5 : 1
        }
        return count
    }

    private func meaningOfControl(at place: Int) -> UInt32 {
        guard rawValue.count - place >= 2, let start = rawValue.baseAddress,
            ControlReference.isControl(start + place, 2)
        else { return 0 }
        return ControlReference.meaning(rawValue[place + 1])
    }

    private func isEscapedAmpersand(at place: Int) -> Bool {
        place + 5 <= rawValue.count && rawValue[place] == UInt8(ascii: "&") && rawValue[place + 1] == UInt8(ascii: "#")
            && rawValue[place + 2] == UInt8(ascii: "3") && rawValue[place + 3] == UInt8(ascii: "8")
            && rawValue[place + 4] == UInt8(ascii: ";")
    }
}
