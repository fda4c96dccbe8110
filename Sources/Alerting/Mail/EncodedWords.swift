// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Text in a header field: RFC 2047 §2, §5.
enum EncodedWords {
    /// The text as one or more encoded words on folded lines, or as it is where it is short, ASCII, and cannot be taken for
    /// an encoded word.
    static func header(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && text.utf8.count <= 60
        if isPlain, !text.contains("=?") { return text }
        return chunks(of: text).map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// At most 45 bytes each, so that a word with its frame is within 75 characters; no character is divided.
    private static func chunks(of text: String) -> [String] {
        var chunks: [String] = []
        var chunk = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if bytes + width > 45 {
                chunks.append(String(chunk))
                (chunk, bytes) = (String.UnicodeScalarView(), 0)
            }
            chunk.append(scalar)
            bytes += width
        }
        return chunks + [String(chunk)]
    }
}
