// SPDX-License-Identifier: Apache-2.0
// What the letters alone say of a language. Ranges are blocks of Unicode, not the Script property: news keeps to them.

/// How many letters of each script a text has, and the letters that only some languages of a script write.
struct ScriptCount {
    private(set) var latin = 0
    private var counts: [Script: Int] = [:]
    private var marks: [String: Int] = [:]

    private enum Script {
        case greek, cyrillic, hebrew, arabic, devanagari, thai, kana, han, hangul
    }

    /// Every language that letters alone may tell.
    static let languages: Set = [
        "el", "he", "hi", "th", "ko", "ja", "zh", "ar", "fa", "ur", "be", "uk", "sr", "ru",
    ]

    /// Letters that tell a language from others of its script, in small letters.
    private static let telling: [Unicode.Scalar: String] = {
        let letters = [
            "uk": "їєґ", "be": "ў", "sr": "јљњћђ", "ru": "ыэё", "fa": "پچژگی", "ur": "ٹڈڑےں",
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (language, letters) in letters { for letter in letters.unicodeScalars { table[letter] = language } }
        return table
    }()

    mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: latin += 1
        case 0x370...0x3FF: counts[.greek, default: 0] += 1
        case 0x400...0x52F: addTelling(scalar, .cyrillic)
        case 0x590...0x5FF: counts[.hebrew, default: 0] += 1
        case 0x600...0x6FF: addTelling(scalar, .arabic)
        case 0x900...0x97F: counts[.devanagari, default: 0] += 1
        case 0xE00...0xE7F: counts[.thai, default: 0] += 1
        case 0x3040...0x30FF: counts[.kana, default: 0] += 1
        case 0x3400...0x4DBF, 0x4E00...0x9FFF: counts[.han, default: 0] += 1
        case 0xAC00...0xD7A3: counts[.hangul, default: 0] += 1
        default: break
        }
    }

    private mutating func addTelling(_ scalar: Unicode.Scalar, _ script: Script) {
        counts[script, default: 0] += 1
        if let language = Self.telling[scalar] { marks[language, default: 0] += 1 }
    }

    /// The language of a text that is not mostly Latin letters; `nil` where it is, or where the letters do not tell.
    var language: String? {
        let kana = counts[.kana] ?? 0
        guard let (script, count) = counts.max(by: { $0.value < $1.value }), count * 2 > latin, count >= 4 else {
            return nil
        }
        switch script {
        case .greek: return "el"
        case .hebrew: return "he"
        case .devanagari: return "hi"
        case .thai: return "th"
        case .hangul: return "ko"
        case .kana: return "ja"
        case .han: return kana * 10 > count ? "ja" : "zh"
        case .arabic: return told(of: ["ur", "fa"], among: count) ?? "ar"
        case .cyrillic: return told(of: ["be", "uk", "sr", "ru"], among: count)
        }
    }

    /// The first of the languages whose letters are one in a hundred at least.
    private func told(of languages: [String], among count: Int) -> String? {
        languages.first { (marks[$0] ?? 0) * 100 >= count && (marks[$0] ?? 0) > 0 }
    }
}
