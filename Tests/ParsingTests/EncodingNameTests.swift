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

    @Test func `a mainframe's feed is read`() throws {
        // <?xml version="1.0" encoding="cp037"?><rss><channel><title>A</title></channel></rss> in EBCDIC.
        let text = "<?xml version=\"1.0\" encoding=\"cp037\"?><rss><channel><title>A</title></channel></rss>"
        let special: [Character: UInt8] = [
            "<": 0x4C, "?": 0x6F, " ": 0x40, "=": 0x7E, "\"": 0x7F, ".": 0x4B, ">": 0x6E, "/": 0x61, "A": 0xC1,
        ]
        let body: [UInt8] = text.map { character in
            if let byte = special[character] { return byte }
            let value = character.asciiValue ?? 0
            switch character {
            case "a"..."i": return 0x81 + value - 0x61
            case "j"..."r": return 0x91 + value - 0x6A
            case "s"..."z": return 0xA2 + value - 0x73
            default: return 0xF0 + value - 0x30
            }
        }
        #expect(try FeedParser().parse(body).titleText == "A")
    }
}
