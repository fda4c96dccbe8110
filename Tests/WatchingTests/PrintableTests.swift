// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import TestSupport
import Testing

@testable import Watching

@Suite struct PrintableTests {
    @Test func `nothing from a feed acts on a terminal`() {
        #expect(Printable.line("a\u{1B}[31mb\u{9B}c\u{202E}d\ne\tf") == "a�[31mb�c�d e f")
        #expect(Printable.lines("a\nb\u{07}") == "a\nb�")
        #expect(Printable.json("{\"中\":\"a\u{202E}\u{85}\u{2028}b😀\"}") == "{\"中\":\"a\\u202e\\u0085\\u2028b😀\"}")
    }

    @Test func `marks are not stacked beyond what a language needs`() {
        let tower = "a" + String(repeating: "\u{0301}", count: 500) + "b"
        #expect(Printable.line(tower).unicodeScalars.count == 10)
    }

    @Test func `a log that is cut off, empty, or written elsewhere with CR LF tells what it can`() throws {
        let directory = try TemporaryDirectory()
        let lines = "{\"seen\":\"2026-11-24T06:00:00Z\"}\r\n{\"seen\":\"2026-11-24T07:00:00Z\"}\r\n"
        #expect(
            ToldBefore.newest(in: [try directory.write(lines, to: "b.jsonl")])?.rfc3339 == "2026-11-24T07:00:00Z")
        let half = "2026-11-24T06:00:00Z  us-china  1.00  …\r\n\n\n2026-11-24T0"
        #expect(ToldBefore.newest(in: [try directory.write(half, to: "b.log")])?.rfc3339 == "2026-11-24T06:00:00Z")
        #expect(ToldBefore.newest(in: [try directory.write("", to: "c.log")]) == nil)
        #expect(ToldBefore.newest(in: [try directory.write("\u{0}\u{0}\u{FF}\n{}\n[]\n", to: "d.log")]) == nil)
    }

    @Test func `the newest alert is read from the end of alerts.jsonl, half a line at the end or not`() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(
            "{\"seen\":\"2026-11-24T06:00:00Z\"}\n{\"seen\":\"2026-11-24T07:00:00Z\"}\n{\"seen\":\"2026-", to: "a.jsonl"
        )
        #expect(ToldBefore.newest(in: [path])?.rfc3339 == "2026-11-24T07:00:00Z")
        #expect(ToldBefore.newest(in: [directory.path("none")]) == nil)
        try directory.write("2026-11-24T08:00:00Z  us-china  1.00  …\n", to: "a.log.1")
        #expect(ToldBefore.newest(in: [path, directory.path("a.log")])?.rfc3339 == "2026-11-24T08:00:00Z")
    }
}
