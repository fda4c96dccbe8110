// SPDX-License-Identifier: Apache-2.0
// The names of encodings, as documents and servers misspell them, to those the C library has (`iconv -l`).

import XML2

enum EncodingName {
    /// A name that the C library has; `UTF-8` for that and its subset. Unknown names come back cleaned.
    static func canonical(_ name: String) -> String {
        let name = name.prefix { $0 != ":" }
        let key = String(decoding: name.utf8.map(\.lowered).filter { $0.isDigit || $0 &- 0x61 < 26 }, as: UTF8.self)
        if let known = known[key] { return known }
        let cleaned = String(name.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 && $0 != "/" })
        return spellings(cleaned, key).first(where: CharacterConverter.knows) ?? cleaned
    }

    /// What a name may be called in the C library, likeliest first.
    private static func spellings(_ name: String, _ key: String) -> [String] {
        var spellings = [name, name.replacing("_", with: "-"), name.replacing("-", with: "_")]
        for prefix in ["", "windows", "xwindows", "win", "xcp", "cp", "ibm", "csibm", "dos", "ms"] {
            guard key.hasPrefix(prefix), key.dropFirst(prefix.count).first?.isNumber == true else { continue }
            spellings.append("CP" + key.dropFirst(prefix.count))
        }
        if key.hasPrefix("iso8859") {
            // ISO_8859-5_1988 is named with its year.
            let part = key.dropFirst(7)
            spellings.append("ISO-8859-" + (part.count > 4 ? part.dropLast(4) : part))
        }
        if key.hasPrefix("csiso") { spellings.append("ISO-" + key.dropFirst(5)) }
        for prefix in ["x", "cs"] where key.hasPrefix(prefix) { spellings.append(String(key.dropFirst(prefix.count))) }
        return spellings + [key.uppercased()]
    }

    /// The supersets that text of these names is really in (WHATWG Encoding), and misspellings.
    private static let known: [String: String] = [
        "utf8": "UTF-8", "unicode11utf8": "UTF-8", "usascii": "CP1252", "ascii": "CP1252", "ansix341968": "CP1252",
        "iso88591": "CP1252", "latin1": "CP1252", "l1": "CP1252", "iso8859": "CP1252",
        "cp819": "CP1252", "windows1252": "CP1252", "ansi": "CP1252", "iso88599": "CP1254", "latin5": "CP1254",
        "iso885911": "CP874", "tis620": "CP874", "windows874": "CP874",
        "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "xgbk": "GB18030", "chinese": "GB18030",
        "gb231280": "GB18030", "euccn": "GB18030", "hzgb2312": "HZ-GB-2312", "hz": "HZ-GB-2312", "cp936": "GB18030",
        "big5": "BIG5-HKSCS", "big5hkscs": "BIG5-HKSCS", "xxbig5": "BIG5-HKSCS", "cnbig5": "BIG5-HKSCS",
        "shiftjis": "CP932", "sjis": "CP932", "xsjis": "CP932", "mskanji": "CP932", "windows31j": "CP932",
        "cswindows31j": "CP932", "eucjp": "EUC-JP-MS", "xeucjp": "EUC-JP-MS", "iso2022jp": "ISO-2022-JP",
        "euckr": "CP949", "ksc56011987": "CP949", "ksc5601": "CP949", "korean": "CP949", "ksc56011989": "CP949",
        "windows949": "CP949", "cp949": "CP949", "uhc": "CP949",
        "koi8r": "KOI8-R", "koi8": "KOI8-R", "koi8u": "KOI8-U", "cyrillic": "ISO-8859-5", "arabic": "ISO-8859-6",
        "greek": "ISO-8859-7", "hebrew": "ISO-8859-8", "logical": "ISO-8859-8", "iso88598i": "ISO-8859-8",
        "latin2": "ISO-8859-2", "latin3": "ISO-8859-3", "latin4": "ISO-8859-4", "latin6": "ISO-8859-10",
        "latin9": "ISO-8859-15", "macintosh": "MACINTOSH", "mac": "MACINTOSH", "xmacroman": "MACINTOSH",
        "macroman": "MACINTOSH", "xmaccyrillic": "MAC-CYRILLIC", "ibm866": "CP866", "cp866": "CP866", "dos866": "CP866",
        "utf16": "UTF-16", "utf16le": "UTF-16LE", "utf16be": "UTF-16BE", "iso10646ucs2": "UTF-16", "ucs2": "UTF-16",
        "utf32": "UTF-32", "utf32le": "UTF-32LE", "utf32be": "UTF-32BE", "iso10646ucs4": "UTF-32", "ucs4": "UTF-32",
        "utf7": "UTF-7", "unicode11utf7": "UTF-7", "unicode": "UTF-16", "csunicode": "UTF-16",
        "kz1048": "RK1048", "strk10482002": "RK1048", "shiftjis2004": "SHIFT_JISX0213", "sjis2004": "SHIFT_JISX0213",
        "shiftjisx0213": "SHIFT_JISX0213", "sjisx0213": "SHIFT_JISX0213", "eucjis2004": "EUC-JISX0213",
        "jisx0213": "EUC-JISX0213", "eucjisx0213": "EUC-JISX0213", "ujis": "EUC-JP-MS", "ksx1001": "CP949",
        "isoir58": "GB18030", "isoir149": "CP949", "tis6200": "CP874", "tis62025290": "CP874", "tis62025291": "CP874",
        "isoir166": "CP874", "isoir100": "CP1252", "isoir148": "CP1254", "thai": "CP874", "iso8859112001": "CP874",
        "u7": "UTF-7", "big5tw": "BIG5-HKSCS",
        "csbig5": "BIG5-HKSCS", "hkscs": "BIG5-HKSCS", "ms950": "CP950", "eucgb2312cn": "GB18030",
        "csiso58gb231280": "GB18030", "gb23121980": "GB18030", "gb180302000": "GB18030", "iso2022jp1": "ISO-2022-JP-2",
        "iso2022jpext": "ISO-2022-JP-2", "iso2022jp2004": "ISO-2022-JP-3", "iso2022jp3": "ISO-2022-JP-3",
        "cp866u": "CP1125", "ibm039": "CP037",
        "isoir6": "CP1252", "iso646us": "CP1252",
        "646": "CP1252", "us": "CP1252", "xmacjapanese": "CP932", "xmackorean": "CP949", "xmacsimpchinese": "GB18030",
        "xmactradchinese": "BIG5-HKSCS", "maccyrillic": "MAC-CYRILLIC", "maclatin2": "MAC-CENTRALEUROPE",
        "maccenteuro": "MAC-CENTRALEUROPE", "maccentraleurope": "MAC-CENTRALEUROPE", "maciceland": "MAC-IS",
    ]
}
