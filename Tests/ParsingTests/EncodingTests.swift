// SPDX-License-Identifier: Apache-2.0
// Which encoding a document is read in, whatever it is called and whoever lies about it.

import Testing

@testable import Parsing

@Suite struct EncodingTests {
    private func parse(_ body: [UInt8], _ contentType: String? = nil) throws -> (title: String, warnings: [String]) {
        let feed = try FeedParser().parse(body, contentType: contentType)
        return (feed.titleText ?? "", feed.warnings)
    }

    @Test(arguments: [
        ("x-sjis", "CP932", "日本のニュース"), ("shift-jis", "CP932", "①日本"), ("x-euc-jp", "EUC-JP", "日本のニュース"),
        ("csISO2022JP", "ISO-2022-JP", "日本のニュース"), ("ISO_8859-1:1987", "ISO-8859-1", "Été à Genève"),
        ("ISO_8859-2:1987", "ISO-8859-2", "Łódź"), ("latin2", "ISO-8859-2", "Łódź"), ("l1", "ISO-8859-1", "Ñandú"),
        ("win-1251", "CP1251", "Новости дня"), ("cp-1251", "CP1251", "Новости дня"), ("x-cp1251", "CP1251", "Новости"),
        ("WINDOWS-1251", "CP1251", "Новости"), ("koi8_r", "KOI8-R", "Новости"), ("csKOI8R", "KOI8-R", "Новости"),
        ("utf_8", "UTF-8", "żółw"), ("unicode-1-1-utf-8", "UTF-8", "żółw"), ("ansi", "CP1252", "“Été”"),
        ("iso-8859-1", "CP1252", "“Été”"), ("ks_c_5601-1987", "CP949", "새 소식 뷁"),
        ("euc-kr", "CP949", "새 소식 뷁"), ("x-gbk", "GBK", "新闻镕"), ("gb2312", "GBK", "新闻镕"),
        ("gb_2312-80", "GB2312", "新闻"), ("big5", "BIG5", "新聞報導"), ("big5-hkscs", "BIG5-HKSCS", "啱啱"),
        ("x-mac-roman", "MACINTOSH", "Ünïcödé"), ("macintosh", "MACINTOSH", "Ünïcödé"), ("tis-620", "CP874", "ข่าว"),
        ("iso-8859-9", "CP1254", "“İstanbul”"), ("iso-8859-15", "ISO-8859-15", "10 €"), ("cp437", "CP437", "é½"),
        ("ibm850", "CP850", "éÀ"), ("cspc862latinhebrew", "CP862", "שלום"), ("iso-8859-8-i", "ISO-8859-8", "שלום"),
        ("cp037", "IBM037", "Été"), ("ebcdic-cp-us", "IBM037", "Été"), ("IBM500", "CP500", "Été!"),
    ])
    func `an encoding is known by all its names`(label: String, encoding: String, title: String) throws {
        let feed = try parse(EncodedText.feed(title, declaring: label, in: encoding))
        #expect(feed.title == title)
        #expect(feed.warnings == [])
    }

    @Test(arguments: ["utf-7", "UTF-7-IMAP", "x-klingon", "", "../../x", "utf-8//TRANSLIT"])
    func `a name that is none is said to be none`(label: String) {
        #expect(label.hasPrefix("utf-8") || EncodingName.canonical(label) == nil)
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
    func `wide text is known by its shape and by its mark`(encoding: String) throws {
        let label = String(encoding.prefix(6))
        let bare = try EncodedText.feed("Łódź 😀", declaring: label, in: encoding)
        let marked = try EncodedText.bytes("\u{FEFF}", in: encoding) + bare
        for body in [bare, marked] {
            #expect(try parse(body) == ("Łódź 😀", []))
            #expect(try parse(body, "text/xml").title == "Łódź 😀")
            #expect(try parse(body + [0x20]).title == "Łódź 😀")
        }
        let lying = try EncodedText.feed("Łódź", declaring: "utf-8", in: encoding)
        #expect(try parse(lying) == ("Łódź", ["declared as utf-8, but it is \(encoding)"]))
    }

    @Test func `a byte order mark goes before what server and document say`() throws {
        let body = try [0xEF, 0xBB, 0xBF] + EncodedText.feed("Łódź", declaring: "iso-8859-1", in: "UTF-8")
        #expect(try parse(body, "text/xml; charset=windows-1251").title == "Łódź")
        #expect(try parse(body).warnings == ["declared as iso-8859-1, but it is UTF-8"])
    }

    @Test(arguments: [
        ("text/xml; charset=windows-1251", "utf-8", "CP1251"), ("text/xml; charset=\"koi8-r\"", "utf-8", "KOI8-R"),
        ("text/xml", "windows-1251", "CP1251"), ("text/xml; charset=us-ascii", "windows-1251", "CP1251"),
        ("application/rss+xml; charset=utf-8", "windows-1251", "CP1251"), ("text/html; charset=", "koi8-r", "KOI8-R"),
        ("text/xml; charset=iso-8859-1", "utf-8", "UTF-8"), ("text/xml; charset=utf-16", "utf-8", "UTF-8"),
        ("text/xml; charset=bogus", "koi8-r", "KOI8-R"),
    ])
    func `server and document are believed in turn, as far as the bytes allow`(
        contentType: String, label: String, encoding: String
    ) throws {
        let body = try EncodedText.feed("Новости сегодняшнего дня", declaring: label, in: encoding)
        #expect(try parse(body, contentType).title == "Новости сегодняшнего дня")
    }

    @Test(arguments: [
        ("CP1251", "Правительство утвердило проект бюджета"), ("KOI8-R", "Правительство утвердило проект бюджета"),
        ("CP1252", "L’été a été marqué par des incendies très étendus"),
        ("CP1250", "Rząd przyjął projekt ustawy, zażądał też śledztwa"),
        ("CP1254", "Hükümet salı günü yeni bütçe tasarısını kabul etti"),
        ("CP1253", "Η κυβέρνηση ενέκρινε τον προϋπολογισμό"),
        ("CP1255", "הממשלה אישרה את תקציב השנה הבאה"), ("CP1256", "أقرت الحكومة مشروع الموازنة للعام المقبل"),
        ("CP1257", "Vyriausybė patvirtino kitų metų biudžetą, žmonės džiaugiasi"),
        ("CP874", "คณะรัฐมนตรีอนุมัติงบประมาณปีหน้า"),
        ("CP932", "政府は来年度の予算案を承認した"), ("EUC-JP", "政府は来年度の予算案を承認した"), ("ISO-2022-JP", "政府は来年度の予算案を承認した"),
        ("GBK", "政府批准了明年的预算草案，国家经济增长"), ("BIG5", "政府批准了明年的預算草案，國家經濟成長"), ("EUC-KR", "정부는 내년도 예산안을 승인했다"),
    ])
    func `text that names no encoding is read by what it looks like`(encoding: String, title: String) throws {
        for label in [nil, "utf-8"] {
            let feed = try parse(EncodedText.feed(title, declaring: label, in: encoding))
            #expect(feed.title == title)
            #expect(feed.warnings.first?.contains("it looks like") ?? false, "\(feed.warnings)")
        }
    }

    @Test func `a byte or two that could be anything are windows-1252`() throws {
        for (title, bytes) in [("x €", [0x80]), ("x Á", [0xC1]), ("“x”", [0x93]), ("x é", [0xE9])]
            as [(String, [UInt8])]
        {
            let body = try EncodedText.feed(title, declaring: nil, in: "CP1252")
            #expect(body.contains(bytes[0]))
            #expect(try parse(body).title == title)
        }
    }

    @Test func `a byte that is wrong costs a character, not the document`() throws {
        let title = "Łódź, Gdańsk i Poznań: żółć"
        let body = try EncodedText.feed(title, declaring: "utf-8", in: "UTF-8")
        let place = try #require(body.firstIndex(of: 0x2C))
        let damaged: [UInt8] =
            body[..<place] + [0x93, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, 0xED, 0xA0, 0x80] + body[place...]
        #expect(try parse(damaged).title == "Łódź“😀\u{FFFD}, Gdańsk i Poznań: żółć")
        let cut = try EncodedText.feed("政府は来年度の予算案を承認した", declaring: "shift_jis", in: "CP932")
        let odd: [UInt8] = cut[..<70] + [0x81] + cut[70...]
        #expect(try parse(odd).title.hasPrefix("政府は"))
        #expect(try parse(odd).warnings.first?.contains("CP932 does not have") ?? false)
    }

    @Test func `typographic marks among the control characters of ISO 8859 are what they look like`() throws {
        let body = try EncodedText.feed("ł x", declaring: "iso-8859-2", in: "ISO-8859-2")
        let place = try #require(body.firstIndex(of: 0xB3))
        #expect(try parse(body[...place] + [0x84, 0x94, 0x96] + body[(place + 1)...]).title == "ł„”– x")
    }
}
