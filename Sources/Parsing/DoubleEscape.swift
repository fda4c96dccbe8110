// SPDX-License-Identifier: Apache-2.0

/// Links and ids that were escaped twice: an `&amp;` that is still there after the XML was read.
enum DoubleEscape {
    static func undone(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return ["&amp;", "&#38;", "&#038;", "&#x26;"].reduce(text) { $0.replacing($1, with: "&") }
    }
}
