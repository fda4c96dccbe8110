// SPDX-License-Identifier: Apache-2.0
// What a JSON text will cost, measured without parsing it: a parser that builds objects must not see a bomb.

struct JSONShape {
    /// How deep arrays and objects nest.
    private(set) var depth = 0
    /// How many values there are, those in objects and arrays with them.
    private(set) var values = 1
    /// Bytes of the longest number or word.
    private(set) var longestAtom = 0

    /// One linear pass; the text need not be well-formed.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var open = 0
        var atom = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): position = Self.endOfString(text, from: position)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open += 1
                values += 1
                depth = max(depth, open)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
            case UInt8(ascii: ","): values += 1
            case 0...0x20, UInt8(ascii: ":"): break
            default:
                atom += 1
                longestAtom = max(longestAtom, atom)
                continue
            }
            atom = 0
        }
    }

    private static func endOfString(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position < text.count, text[position] != UInt8(ascii: "\"") {
            position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return position + 1
    }
}
