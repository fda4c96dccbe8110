// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Parsing

@Suite struct EncodingNameTests {
    private func title(_ text: String, named name: String, in encoding: String.Encoding) throws -> String? {
        let xml = "<?xml version='1.0' encoding='\(name)'?><rss><channel><title>\(text)</title></channel></rss>"
        let feed = try FeedParser().parse(Array(try #require(xml.data(using: encoding))))
        #expect(feed.warnings.isEmpty, "\(name): \(feed.warnings)")
        return feed.titleText
    }

    @Test(arguments: ["windows-1251", "win-1251", "cp1251", "CP_1251", "x-cp1251", "1251"])
    func `a code page is known by each of its names`(name: String) throws {
        #expect(try title("\u{43F}\u{440}\u{438}", named: name, in: .windowsCP1251) == "\u{43F}\u{440}\u{438}")
    }

    @Test(arguments: ["ISO_8859-2:1987", "iso_8859_2_1987", "iso8859-2", "ISO-IR-101", "csISOLatin2", "latin2", "l2"])
    func `an ISO standard is known by number, year and nickname`(name: String) throws {
        #expect(try title("\u{17A}\u{142}", named: name, in: .isoLatin2) == "\u{17A}\u{142}")
    }

    @Test(arguments: ["shift_jis", "x-sjis", "Shift-JIS", "MS_Kanji", "csShiftJIS"])
    func `Japanese is known by its many names`(name: String) throws {
        #expect(try title("\u{65E5}\u{672C}", named: name, in: .shiftJIS) == "\u{65E5}\u{672C}")
    }
}
