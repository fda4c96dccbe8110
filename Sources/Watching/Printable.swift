// SPDX-License-Identifier: Apache-2.0
// Text from the network on its way to a terminal or a log: nothing in it may act on either.

/// Text without control, escape or direction characters.
package enum Printable {
    /// Line breaks, and tabs where asked, stay; every other control character (C0, C1, DEL) and every direction mark
    /// becomes "�".
    package static func lines(_ text: String, keepingTabs: Bool = false) -> String {
        scrub(text) { $0 == "\n" || keepingTabs && $0 == "\t" }
    }

    /// One line: line breaks and tabs become a space.
    package static func line(_ text: String) -> String {
        scrub(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })) { _ in false }
    }

    private static func scrub(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(isActive(scalar) && !isKept(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F, 0x061C, 0xFEFF,
            0xFFF9...0xFFFB:
            true
        default: false
        }
    }
}
