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
