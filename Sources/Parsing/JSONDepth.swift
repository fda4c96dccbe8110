// SPDX-License-Identifier: Apache-2.0

/// How deep arrays and objects of a JSON text nest, without parsing it: a recursive parser must not see a bomb.
enum JSONDepth {
    static func of(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var depth = 0
        var deepest = 0
        var isInString = false
        var position = 0
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "\\") where isInString: position += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString:
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString: depth -= 1
            default: break
            }
            position += 1
        }
        return deepest
    }
}
