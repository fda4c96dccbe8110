// SPDX-License-Identifier: Apache-2.0
// Dates in the languages that feeds are written in.

import Model
import Testing

@testable import Parsing

@Suite struct DateLanguageTests {
    @Test(arguments: [
        ("2004년 5월 28일 오후 11:31:25", "2004-05-28T23:31:25Z"),
        ("2004년 05월 28일", "2004-05-28T00:00:00Z"),
        ("2004-05-25 오후 11:23:17", "2004-05-25T23:23:17Z"),
        ("2004-05-28 오전 1:31:25", "2004-05-28T01:31:25Z"),
        ("2004年5月28日 23時31分25秒", "2004-05-28T23:31:25Z"),
        ("2004年5月3日(月) 23:31", "2004-05-03T23:31:00Z"),
        ("2004年5月28日 下午11:31", "2004-05-28T23:31:00Z"),
        ("星期五, 28 五月 2004 10:00:00 +0800", "2004-05-28T02:00:00Z"),
        ("周五, 03 5月 2004 10:00:00 +0800", "2004-05-03T02:00:00Z"),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"),
        ("Παρασκευή, 5 Ιανουαρίου 2024 10:00", "2024-01-05T10:00:00Z"),
        ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"),
        ("2024. január 5., péntek 10:00", "2024-01-05T10:00:00Z"),
        ("Чт, 26 апреля 2024 18:05:11 +0300", "2024-04-26T15:05:11Z"),
        ("5 июня 2023 г. 10:00", "2023-06-05T10:00:00Z"),
        ("Пт, 05 трав 2023 10:00:00 +0300", "2023-05-05T07:00:00Z"),
        ("Fr, 26. März 2024 18:05:11 MEZ", "2024-03-26T17:05:11Z"),
        ("Freitag, 1. Dezember 2023, 14:30 Uhr", "2023-12-01T14:30:00Z"),
        ("ven., 26 févr. 2021 18:05:11 +0100", "2021-02-26T17:05:11Z"),
        ("1er août 2024 à 10:04", "2024-08-01T10:04:00Z"),
        ("mié, 03 ene 2024 10:00:00 GMT", "2024-01-03T10:00:00Z"),
        ("sex, 26 de abril de 2024 10:00:00 -0300", "2024-04-26T13:00:00Z"),
        ("gio, 05 ott 2023 10:00:00 +0200", "2023-10-05T08:00:00Z"),
        ("do, 05 mrt 2023 10:00:00 +0100", "2023-03-05T09:00:00Z"),
        ("5 września 2023, 10:00", "2023-09-05T10:00:00Z"),
        ("5. října 2023 10:00", "2023-10-05T10:00:00Z"),
        ("Pzt, 05 Haz 2023 10:00:00 +0300", "2023-06-05T07:00:00Z"),
        ("5 KASIM 2023", "2023-11-05T00:00:00Z"),
        ("fre, 05 maj 2023 10:00:00 +0200", "2023-05-05T08:00:00Z"),
        ("5. desember 2023 kl. 10.00", "2023-12-05T10:00:00Z"),
        ("5. tammikuuta 2023 klo 10.15", "2023-01-05T10:15:00Z"),
        ("vin, 05 ian 2023 10:00:00 +0200", "2023-01-05T08:00:00Z"),
        ("5 Mei 2023 10:00 WIB", "2023-05-05T03:00:00Z"),
        ("الجمعة، 5 يناير 2024 10:00", "2024-01-05T10:00:00Z"),
        ("5 ינואר 2024 10:00", "2024-01-05T10:00:00Z"),
    ])
    func `reads the months and halves of the day`(_ text: String, _ expected: String) {
        #expect(FeedDate.parse(text)?.rfc3339 == expected)
    }

    @Test(arguments: [
        ("mar., 26 févr. 2021", "2021-02-26T00:00:00Z"), ("mar, 05 mar 2024", "2024-03-05T00:00:00Z"),
        ("mar 5, 2024", "2024-03-05T00:00:00Z"),
    ])
    func `a Tuesday that is called as March is no month`(_ text: String, _ expected: String) {
        #expect(FeedDate.parse(text)?.rfc3339 == expected)
    }

    @Test func `each language has twelve months`() {
        for line in MonthNames.lines { #expect(line.split(separator: " ").count == 12, "\(line)") }
    }

    @Test func `every name is read in a date`() {
        for line in MonthNames.lines {
            for (index, name) in line.split(separator: " ").enumerated() where name != "-" {
                let month = MonthNames.number(of: String(name)) ?? DateWords.month(of: name)
                #expect(month == index + 1 || Self.isShared(name), "\(name)")
                #expect(FeedDate.parse("7 \(name) 2004 10:00") != nil, "\(name)")
            }
        }
    }

    /// Names that another language has for another month: the table has them once.
    private static func isShared(_ name: Substring) -> Bool {
        MonthNames.lines.filter { $0.split(separator: " ").contains(name) }.count > 1
    }
}

extension DateWords {
    fileprivate static func month(of name: Substring) -> Int? {
        var name = String(name)
        return name.withUTF8(month)
    }
}
