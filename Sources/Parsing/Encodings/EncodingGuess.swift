// SPDX-License-Identifier: Apache-2.0
// The encoding of a text that names none: it is read in each of the usual ones, and the reading wins whose letters are
// those of a language written in that encoding. Unigram statistics over the characters beyond ASCII, with a word on what
// stands beside them; cost is linear in a sample of 4 KiB times some thirty readings, and only for what is not UTF-8.

import Glibc
import XML2

enum EncodingGuess {
    /// The best reading of text that is not UTF-8. A few bytes that could be anything are windows-1252.
    static func byStatistics(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let sample = sample(of: bytes)
        var best = (name: commonest, likelihood: -Float.infinity)
        for encoding in encodings {
            guard let text = reading(sample, as: encoding.name) else { continue }
            for language in encoding.languages {
                let likelihood = language.likelihood(of: text) + (encoding.name == commonest ? headStart : 0)
                if likelihood > best.likelihood { best = (encoding.name, likelihood) }
            }
        }
        return best.name
    }

    private static let commonest = "CP1252"
    /// The logarithm of how much likelier it is beforehand.
    private static let headStart: Float = 5

    /// The encoding of text in ASCII alone, by the escape sequences that switch it.
    static func byEscapes(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let base = bytes.baseAddress else { return nil }
        var place = 0
        while let found = memchr(base + place, 0x1B, bytes.count - place) {
            place = UnsafeRawPointer(base).distance(to: found) + 1
            guard place + 3 <= bytes.count else { break }
            switch (bytes[place], bytes[place + 1], bytes[place + 2]) {
            case (0x24, UInt8(ascii: "B"), _), (0x24, UInt8(ascii: "@"), _): return "ISO-2022-JP-3"
            case (0x24, UInt8(ascii: ")"), UInt8(ascii: "C")): return "ISO-2022-KR"
            default: continue
            }
        }
        return nil
    }

    /// Whether a character beyond ASCII takes more than one byte in it.
    static func isMultibyte(_ name: String) -> Bool { multibyte.contains(name) }

    private static let multibyte: Set<String> = [
        "GB18030", "BIG5-HKSCS", "CP932", "EUC-JP-MS", "CP949", "JOHAB", "EUC-JISX0213", "SHIFT_JISX0213",
    ]

    private static let encodings: [(name: String, languages: [WrittenLanguage])] = [
        ("CP1252", WrittenLanguage.western), ("CP1250", WrittenLanguage.centralEuropean),
        ("ISO-8859-2", WrittenLanguage.centralEuropean), ("CP1254", WrittenLanguage.turkish),
        ("CP1257", WrittenLanguage.baltic), ("CP1251", WrittenLanguage.cyrillic),
        ("KOI8-U", WrittenLanguage.cyrillic), ("ISO-8859-5", WrittenLanguage.cyrillic),
        ("CP866", WrittenLanguage.cyrillic), ("CP1253", WrittenLanguage.greek), ("CP1255", WrittenLanguage.hebrew),
        ("CP1256", WrittenLanguage.arabic), ("ISO-8859-6", WrittenLanguage.arabic), ("CP874", WrittenLanguage.thai),
        ("GB18030", WrittenLanguage.chinese), ("BIG5-HKSCS", WrittenLanguage.traditionalChinese),
        ("CP932", WrittenLanguage.japanese), ("EUC-JP-MS", WrittenLanguage.japanese),
        ("CP949", WrittenLanguage.korean),
    ]

    private static func reading(_ sample: [UInt8], as encoding: String) -> [Unicode.Scalar]? {
        guard let converter = CharacterConverter(from: encoding) else { return nil }
        var text: [UInt8] = []
        sample.withUnsafeBufferPointer { converter.convert($0, into: &text) }
        return Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    }

    /// The bytes beyond ASCII with what stands around them; bytes after them may belong to their character.
    private static func sample(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var sample: [UInt8] = []
        var kept = 0
        for index in bytes.indices where bytes[index] >= 0x80 {
            guard sample.count < 4_096 else { break }
            guard index >= kept else { continue }
            if index - kept > 1 { sample.append(0x20) }
            let end = min(bytes.count, index + 4)
            sample.append(contentsOf: bytes[max(kept, index - 1)..<end])
            kept = end
        }
        return sample
    }
}
