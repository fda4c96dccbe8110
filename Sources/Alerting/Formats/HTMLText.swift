// SPDX-License-Identifier: Apache-2.0

/// Text that HTML and XML show as it is, in content and in quoted attributes.
enum HTMLText {
    static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        case "\u{FFFE}", "\u{FFFF}": ""  // no characters of XML 1.0 (§2.2)
        default: String(scalar)
        }
    }

    static func escaped(_ text: String) -> String {
        text.unicodeScalars.map(escape).joined()
    }
}
