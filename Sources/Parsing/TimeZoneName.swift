// SPDX-License-Identifier: Apache-2.0

/// Time zones by name and by number, in minutes east of UTC.
enum TimeZoneName {
    /// Reads `Z`, `+0100`, `-05:00`, `+1`, `GMT+1`, `EST`, `(CET)`; `nil` for what is no zone.
    static func offset(at scanner: inout DateScanner) -> Int? {
        scanner.skipSpaces()
        if scanner.next == UInt8(ascii: "+") || scanner.next == UInt8(ascii: "-") { return numeric(&scanner) }
        if scanner.text.count - scanner.position >= 3, scanner.next == 0xE2 {
            return typographicMinus(&scanner)
        }
        let start = scanner.position
        while (scanner.next | 0x20) &- 0x61 < 26 { scanner.position += 1 }
        guard scanner.position > start else { return nil }
        let name = UnsafeBufferPointer(rebasing: scanner.text[start..<scanner.position]).string.uppercased()
        guard let offset = offsets[name] ?? military(name) else { return nil }
        if scanner.next == UInt8(ascii: "+") || scanner.next == UInt8(ascii: "-") {
            return numeric(&scanner).map { offset + $0 }
        }
        return offset
    }

    /// U+2212, which typesetters put for a minus.
    private static func typographicMinus(_ scanner: inout DateScanner) -> Int? {
        guard scanner.text[scanner.position + 1] == 0x88, scanner.text[scanner.position + 2] == 0x92 else { return nil }
        scanner.position += 2
        return numeric(&scanner, sign: -1)
    }

    private static func numeric(_ scanner: inout DateScanner, sign given: Int? = nil) -> Int? {
        let sign = given ?? (scanner.next == UInt8(ascii: "-") ? -1 : 1)
        scanner.position += 1
        guard let first = scanner.number(most: 4) else { return nil }
        if scanner.skip(UInt8(ascii: ":")) {
            guard let minutes = scanner.number(most: 2), first.value <= 24 else { return nil }
            return sign * (first.value * 60 + minutes.value)
        }
        if first.digits <= 2 { return first.value <= 24 ? sign * first.value * 60 : nil }
        return first.value % 100 < 60 ? sign * (first.value / 100 * 60 + first.value % 100) : nil
    }

    /// RFC 2822, 4.3: the military letters were defined backwards, so all but Z say "unknown", that is, UTC.
    private static func military(_ name: String) -> Int? {
        name.utf8.count == 1 && name != "J" ? 0 : nil
    }

    private static let offsets: [String: Int] = [
        "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "IST": 330, "CET": 60, "MEZ": 60,
        "CEST": 120, "MESZ": 120, "MET": 60, "MEST": 120, "EET": 120, "EEST": 180, "MSK": 180, "MSD": 240, "SAST": 120,
        "EST": -300, "EDT": -240, "ET": -300, "CST": -360, "CDT": -300, "CT": -360, "MST": -420, "MDT": -360,
        "MT": -420, "PST": -480, "PDT": -420, "PT": -480, "AKST": -540, "AKDT": -480, "HST": -600, "AST": -240,
        "ADT": -180, "NST": -210, "NDT": -150, "BRT": -180, "BRST": -120, "ART": -180, "CLT": -240, "COT": -300,
        "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "PHT": 480, "MYT": 480, "WIB": 420, "ICT": 420, "PKT": 300,
        "AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "EAT": 180,
        "CAT": 120, "WAT": 60, "GST": 240,
    ]
}
