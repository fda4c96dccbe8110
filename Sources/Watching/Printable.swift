// SPDX-License-Identifier: Apache-2.0
// Text from the network on its way to a terminal or a log: nothing in it may act on either.

import Alerting

/// Text without control, escape or direction characters, and without marks that are stacked too high (`MarkRun`).
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

    /// JSON on one line in which what would act is escaped: it stands in strings only.
    package static func json(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x7F }) else { return text }
        return text.unicodeScalars.reduce(into: "") { line, scalar in
            if isActive(scalar) {
                let digits = String(scalar.value, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
    }

    private static func scrub(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
        var scalars = String.UnicodeScalarView()
        var marks = MarkRun()
        for scalar in text.unicodeScalars where !marks.exceeds(by: scalar) {
            scalars.append(isActive(scalar) && !isKept(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }

    /// All of them are in the basic plane.
    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F, 0x061C, 0xFEFF,
            0xFFF9...0xFFFB:
            true
        default: false
        }
    }
}
