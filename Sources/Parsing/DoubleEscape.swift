// SPDX-License-Identifier: Apache-2.0

/// Links and ids that were escaped twice: an `&amp;` that is still there after the XML was read.
enum DoubleEscape {
    static func undone(_ text: String) -> String {
        var text = text
        return text.withUTF8 { undone($0) } ?? text
    }

    /// `nil` where there is nothing to undo.
    private static func undone(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.contains(UInt8(ascii: "&")) else { return nil }
        var out: [UInt8] = []
        var position = 0
        while position < bytes.count {
            out.append(bytes[position])
            position += bytes[position] == UInt8(ascii: "&") ? ampersand(bytes, at: position) : 1
        }
        return out.count == bytes.count ? nil : String(decoding: out, as: UTF8.self)
    }

    /// Whether an `&` stands there with what may make it an escaped one.
    static func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard bytes[place] == UInt8(ascii: "&"), place + 1 < bytes.count else { return false }
        return bytes[place + 1] == UInt8(ascii: "#") || bytes[place + 1].lowered == UInt8(ascii: "a")
    }

    private static let spellings: [StaticString] = ["&amp;", "&#38;", "&#038;", "&#x26;"]

    /// The length of what stands for an `&` there, at least 1.
    private static func ampersand(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        for spelling in spellings where place + spelling.utf8CodeUnitCount <= bytes.count {
            let end = place + spelling.utf8CodeUnitCount
            if UnsafeBufferPointer(rebasing: bytes[place..<end]).equals(spelling) { return end - place }
        }
        return 1
    }
}
