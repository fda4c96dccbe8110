// SPDX-License-Identifier: Apache-2.0
// The names of encodings, as documents and servers misspell them, to those the C library has (`iconv -l`).
//
// Where text of one name is mostly written in a superset of it, the superset is meant, as in browsers (WHATWG Encoding,
// section 4.2): ISO-8859-1 is windows-1252, GB2312 is GB18030. UTF-7 and the like are never read: markup would hide in
// them from whoever looks at the bytes.

import XML2

enum EncodingName {
    /// A name for `CharacterConverter`, `UTF-8` for that; `nil` for a name that nobody knows.
    static func canonical(_ label: String) -> String? {
        let plain = withoutYear(label).utf8.map(\.lowered)
        let key = String(decoding: plain.filter { $0.isDigit || $0 &- 0x61 < 26 }, as: UTF8.self)
        guard !key.isEmpty, key.utf8.count < 40, !key.hasPrefix("utf7"), !key.contains("imap") else { return nil }
        for key in [key, key.without("cs"), key.without("x")] {
            if let name = known[key] ?? family(key) { return name }
        }
        let name = String(decoding: plain.filter { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }, as: UTF8.self)
        return [name, name.replacing("_", with: "-")].first(where: CharacterConverter.knows)
    }

    /// `ISO_8859-1:1987` names a standard as of a year.
    private static func withoutYear(_ label: String) -> String {
        guard let mark = label.lastIndex(where: { ":_-".contains($0) }) else { return label }
        let year = label[label.index(after: mark)...]
        return year.count == 4 && (year.hasPrefix("19") || year == "2001") ? String(label[..<mark]) : label
    }

    /// Names that are a number with something in front of it.
    private static func family(_ key: String) -> String? {
        for (prefix, families) in families where key.hasPrefix(prefix) {
            let number = key.dropFirst(prefix.count).drop { $0 == "0" }
            guard let first = number.first, first.isNumber else { continue }
            let padded = number.count < 3 ? String(repeating: "0", count: 3 - number.count) + number : String(number)
            if let name = known["cp" + number] { return name }
            for family in families {
                let names = [family + number, family + padded]
                if let name = names.first(where: CharacterConverter.knows) { return name }
            }
        }
        return nil
    }

    private static let families: [(prefix: String, families: [String])] = [
        ("iso8859", ["ISO-8859-"]), ("8859", ["ISO-8859-"]), ("windows", ["CP"]), ("win", ["CP"]),
        ("ebcdiccp", ["IBM", "CP"]), ("ibm", ["IBM", "CP"]), ("cp", ["CP", "IBM"]), ("ccsid", ["IBM", "CP"]),
        ("dos", ["CP", "IBM"]), ("oem", ["CP", "IBM"]), ("ms", ["CP"]), ("ansi", ["CP"]), ("pc", ["CP", "IBM"]),
        ("", ["CP", "IBM"]),
    ]

    /// Beside supersets and misspellings, the names of which the C library has another spelling.
    private static let known: [String: String] = {
        var names: [String: String] = [:]
        for (name, labels) in labels {
            for label in labels.split(separator: " ") { names[String(label)] = name }
        }
        return names
    }()

    private static let labels: [(name: String, labels: String)] = [
        (
            "UTF-8",
            "utf8 utf8ucs2 utf8ucs4 unicode11utf8 unicode20utf8 unicodeutf8 utf8unicode utf8mb4 u8 utf cp65001 utf8sig utf8n"
        ),
        (
            "UTF-16",
            "utf16 unicode ucs2 iso10646ucs2 u16 unicodefffe unicodefeff cp1200 utf16le utf16be unicodebigunmarked "
                + "unicodelittleunmarked"
        ),
        ("UTF-32", "utf32 ucs4 iso10646ucs4 u32 cp12000 utf32le utf32be"),
        (
            "CP1252",
            "iso88591 iso8859 8859 latin1 latin l1 isolatin1 iso885911987 iso88591windows30latin1 windows31latin1 cp819 "
                + "ibm819 isoir100 cp1252 ansi "
                + "western default none"
        ),
        ("CP1254", "iso88599 latin5 l5 isolatin5 isoir148 turkish cp1254"),
        ("CP874", "iso885911 thai tis620 tis6200 tis62025290 tis62025291 tis62025330 isoir166 cp874 dos874"),
        (
            "GB18030",
            "gb2312 gb231280 gb23121980 gbk gb18030 gb180302000 gb chinese simplifiedchinese isoir58 iso58gb231280 "
                + "euccn euccncn eucgb2312cn gbkcn cp936 ms936 cp54936 macsimpchinese"
        ),
        ("BIG5-HKSCS", "big5 big5tw big5hkscs hkscs big5hk xbig5 cnbig5 cp950 ms950 mactradchinese"),
        (
            "CP932",
            "shiftjis sjis shiftjis2 mskanji windows31j cp932 ms932 ms31j shift sjisopen japanese cp943 macjapanese"
        ),
        ("EUC-JISX0213", "eucjisx0213 eucjis2004 eucjisx2004 jisx0213"),
        ("SHIFT_JISX0213", "shiftjisx0213 shiftjis2004 sjis2004 sjisx0213"),
        ("EUC-JP-MS", "eucjp ujis eucpkdfmtjapanese eucjpms ajec"),
        ("ISO-2022-JP", "iso2022jp jis jis7 iso2022jpms cp50220 cp50221 cp50222"),
        ("ISO-2022-JP-2", "iso2022jp1 iso2022jp2 iso2022jpext"), ("ISO-2022-JP-3", "iso2022jp3 iso2022jp2004"),
        ("ISO-2022-KR", "iso2022kr"), ("ISO-2022-CN", "iso2022cn"),
        (
            "CP949",
            "euckr kscc5601 ksc56011987 ksc56011989 ksc5601 ksc5601ks ksc korean ks ksx1001 isoir149 cp949 ms949 uhc "
                + "ksx10011992 wansung mackorean"
        ),
        ("JOHAB", "johab cp1361 ms1361"), ("KOI8-R", "koi8r koi8 koi koi8rus"), ("KOI8-U", "koi8u koi8ru"),
        ("KOI8-T", "koi8t"), ("RK1048", "kz1048 strk10482002 rk1048"),
        ("ISO-8859-2", "latin2 l2 isolatin2 isoir101"), ("ISO-8859-3", "latin3 l3 isolatin3 isoir109"),
        ("ISO-8859-4", "latin4 l4 isolatin4 isoir110"), ("ISO-8859-5", "cyrillic isolatincyrillic isoir144"),
        ("ISO-8859-6", "arabic isolatinarabic isoir127 ecma114 asmo708 iso88596e iso88596i"),
        ("ISO-8859-7", "greek greek8 isolatingreek isoir126 ecma118 elot928 suneugreek"),
        ("ISO-8859-8", "hebrew logical visual isolatinhebrew isoir138 iso88598e iso88598i"),
        ("ISO-8859-10", "latin6 l6 isolatin6 isoir157"), ("ISO-8859-13", "latin7 l7"), ("ISO-8859-14", "latin8 l8"),
        ("ISO-8859-15", "latin9 l9 latin0 isolatin9 cp28605"), ("ISO-8859-16", "latin10 l10 isoir226"),
        ("MACINTOSH", "macintosh mac macroman applemac applemacintosh"),
        ("MAC-CYRILLIC", "maccyrillic macukrainian macintoshcyrillic cp10007"),
        ("MAC-CENTRALEUROPE", "maccentraleurope maccenteuro maclatin2 maceasteurope cp10029"),
        ("MAC-IS", "maciceland"), ("CP866", "alt cp866nav"), ("CP1125", "cp866u ruscii"), ("CP861", "cpis"),
        ("IBM037", "ebcdic ebcdiccpus ebcdiccpca ebcdiccpwt ebcdiccpnl ibm039"),
        ("CP500", "ebcdiccpbe ebcdiccpch ebcdicinternational"), ("IBM424", "ebcdiccphe"),
        ("IBM1026", "cp1026"), ("IBM1140", "cp1140"), ("CP862", "cppc862latinhebrew"), ("CP775", "pc775baltic"),
        ("CP850", "pc850multilingual"), ("CP852", "pcp852"), ("CP858", "cp00858 pc850multilingualeuro"),
        ("HP-ROMAN8", "hproman8 roman8 r8 cp1051 ibm1051"), ("VISCII", "viscii viscii111"),
        ("TCVN5712-1", "tcvn tcvn5712"),
    ]
}

extension String {
    fileprivate func without(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
