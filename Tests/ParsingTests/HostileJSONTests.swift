// SPDX-License-Identifier: Apache-2.0
// JSON made to hurt: it is measured, and refused before anything is built of it.

import Model
import Testing

@testable import Parsing

@Suite struct HostileJSONTests {
    private func verdict(_ rest: String) -> Result<ParsedFeed, ParseError> {
        Result { () throws(ParseError) in
            try FeedParser().parse(Array(("{\"version\":\"https://jsonfeed.org/version/1.1\"," + rest).utf8))
        }
    }

    private func refusal(_ rest: String) -> String {
        if case .failure(.refused(let reason)) = verdict(rest) { reason } else { "" }
    }

    @Test(arguments: ["[],", "{},", "1,", "{\"a\":1},", "\"\","])
    func `more values than any feed has are refused`(value: String) {
        let bomb = "\"x\":[" + String(repeating: value, count: 150_001) + "0],\"items\":[]}"
        #expect(refusal(bomb) == "JSON of more than 150000 values")
    }

    @Test func `a feed of a thousand entries is far from that bound`() throws {
        let item =
            "{\"id\":\"a, b\",\"url\":\"https://a.test/1\",\"content_html\":\"<p>a, [b], {c}</p>\",\"tags\":[\"x\",\"y\"]}"
        let items = [String](repeating: item, count: 1_000).joined(separator: ",")
        #expect(try verdict("\"items\":[\(items)]}").get().entries.count == 1_000)
    }

    @Test func `an endless number is refused, and no error is endless`() throws {
        #expect(refusal("\"x\":" + String(repeating: "9", count: 1 << 20) + "}").hasPrefix("a JSON number longer"))
        guard case .failure(let error) = verdict("\"x\":1e" + String(repeating: "9", count: 900) + "}") else { return }
        #expect(error.jsonLine.utf8.count < 300)
    }

    @Test(arguments: [
        (#"a \ud83d b"#, "a \u{FFFD} b"), (#"\udc00\ud83d"#, "\u{FFFD}\u{FFFD}"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
        (#"\\ud83d"#, #"\ud83d"#), ("two\nlines\u{1}", "two lines"), (#"\uD83D"#, "\u{FFFD}"),
    ])
    func `a character that JSON does not allow costs no more than itself`(title: String, expected: String) throws {
        let feed = try verdict(
            "\"title\":\"\(title)\",\"items\":[{\"id\":\"1\",\"title\":\"\(title)\"},{\"id\":\"2\"}]}"
        ).get()
        #expect(feed.entries().map(\.title) == [expected, ""])
        #expect(feed.titleText == expected && feed.entries.count == 2)
    }

    @Test func `a document that breaks off in an escape is refused`() {
        for end in ["\\", "\\u", "\\ud8", "\\ud83d", "\\ud83d\\u", "\u{1}"] {
            #expect(throws: ParseError.self) { try verdict("\"title\":\"" + end).get() }
        }
    }

    @Test func `what stands within a string is neither depth nor value`() {
        let shape = Array("{\"a\\\"[[[,,,\":[1,\"]\\\\\",{}]}".utf8).withUnsafeBufferPointer { JSONShape($0) }
        #expect((shape.depth, shape.values) == (3, 6))
    }

    @Test(arguments: ["{", "[", "\"", "\\", "\"\\", "{\"a\":", ","])
    func `what never ends is measured all the same`(part: String) {
        #expect(throws: ParseError.self) { try verdict(String(repeating: part, count: 100_000)).get() }
    }
}
