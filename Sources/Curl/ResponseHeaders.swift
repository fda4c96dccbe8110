// SPDX-License-Identifier: Apache-2.0
// The header of the last response, kept as it came and searched when somebody asks: most responses are asked for two
// or three of their fields.

/// The header lines of one response.
package struct ResponseHeaders: Sendable, Hashable {
    /// Whole lines with their line ends; the first is the status line.
    private var bytes: [UInt8] = []

    package init() {}

    /// The value of the first field with this name (ASCII letter case does not matter), without white space around it.
    /// `nil` where there is none. Bytes that are not UTF-8 are kept in a form that `HeaderField` gives back unchanged.
    package subscript(_ name: StaticString) -> String? {
        values(of: name).first.map { String(wire: $0) }
    }

    /// The value of the first field with this name that has one: what libcurl takes of `Location`.
    func firstFilled(_ name: StaticString) -> String? {
        values(of: name).first { !$0.isEmpty }.map { String(wire: $0) }
    }

    /// All values of a field that may come more than once, joined as RFC 9110 §5.3 allows.
    package func list(_ name: StaticString) -> String? {
        let values = values(of: name).map { String(wire: $0) }
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    mutating func append(_ line: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: line)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    private func values(of name: StaticString) -> [ArraySlice<UInt8>] {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var found: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: .lineFeed) ?? rest.endIndex
            if let value = rest[..<end].value(ifNamed: wanted) { found.append(value) }
            rest = rest[end...].dropFirst()
        }
        return found
    }
}

extension UInt8 {
    fileprivate static let lineFeed: UInt8 = 0x0A
    fileprivate static let colon: UInt8 = 0x3A

    fileprivate var lowered: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    fileprivate var isWhite: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}

extension ArraySlice<UInt8> {
    /// The value, if this line is the field of that name.
    fileprivate func value(ifNamed wanted: UnsafeBufferPointer<UInt8>) -> ArraySlice<UInt8>? {
        guard count > wanted.count, self[startIndex + wanted.count] == .colon,
            prefix(wanted.count).elementsEqual(wanted, by: { $0.lowered == $1.lowered })
        else { return nil }
        return self[(startIndex + wanted.count + 1)...].trimmed
    }

    fileprivate var trimmed: ArraySlice<UInt8> {
        let front = drop { $0.isWhite }
        return front[..<((front.lastIndex { !$0.isWhite } ?? front.startIndex - 1) + 1)]
    }
}
