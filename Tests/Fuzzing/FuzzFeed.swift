// SPDX-License-Identifier: Apache-2.0
// libFuzzer's way into FeedParser: any bytes are a document. What must hold of each is checked here; memory is watched by
// the address sanitizer, time and size by libFuzzer.

import XML2

@testable import Parsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzFeed(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let document = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = Reading.whole(document)
    precondition(whole == Reading.inParts(document), "the feed depends on how the document was cut")
    guard case .success(let feed) = whole else { return 0 }
    _ = feed.jsonLine()
    _ = feed.entries()
    return 0
}

private enum Reading {
    /// A verdict must not depend on how busy the machine is.
    private static let parser: FeedParser = {
        var limits = ParseLimits()
        limits.xml.cpuTime = .seconds(60)
        return FeedParser(limits: limits)
    }()

    static func whole(_ document: [UInt8]) -> Result<ParsedFeed, ParseError> {
        Result { () throws(ParseError) in try parser.parse(document) }
    }

    /// In parts of sizes that follow from the document, so that a finding can be repeated.
    static func inParts(_ document: [UInt8]) -> Result<ParsedFeed, ParseError> {
        var state = document.reduce(UInt64(document.count)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Result { () throws(ParseError) in
            let stream = parser.open()
            var position = 0
            while position < document.count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let end = min(document.count, position + 1 + Int(state >> 33) % (1 << Int(state >> 60)))
                try withBytes(Array(document[position..<end])) { part throws(ParseError) in try stream.push(part) }
                position = end
            }
            return try stream.finish()
        }
    }
}
