// SPDX-License-Identifier: Apache-2.0
// Bodies that are gzip although no header said so.

import CZlib
import Model
import Testing
import XML2

@testable import Parsing

@Suite struct GzipTests {
    private static let feed = Array(
        ("<rss><channel><title>News</title>" + (1...9_000).map { "<item><title>Story \($0)</title></item>" }.joined()
            + "</channel></rss>").utf8)

    private func parse(_ body: [UInt8], in size: Int = .max) -> Result<ParsedFeed, ParseError> {
        Result { () throws(ParseError) in try FeedParser().open().parse(body, in: min(size, max(1, body.count))) }
    }

    @Test(arguments: [1, 2, 3, 1_000, 65_536])
    func `a gzipped feed is the feed, however it is cut`(size: Int) throws {
        let plain = try FeedParser().parse(Self.feed)
        #expect(try FeedParser().parse(Gzip.file(Self.feed)) == plain)
        #expect(try parse(Gzip.file(Self.feed), in: size).get() == plain)
    }

    @Test func `members that follow one another are one feed`() throws {
        let body = Gzip.file(Array(Self.feed.prefix(70_000))) + Gzip.file(Array(Self.feed.dropFirst(70_000)))
        let plain = try FeedParser().parse(Self.feed)
        #expect(try parse(body).get() == plain)
        #expect(try parse(body, in: 1).get() == plain)
    }

    @Test(arguments: ["", "\0\0\0\0\0\0", "trailing junk", "\u{1F}", "\0\0\u{1F}x"])
    func `what follows the file is passed over`(junk: String) throws {
        let plain = try FeedParser().parse(Self.feed)
        for size in [1, 7, 100_000] { #expect(try parse(Gzip.file(Self.feed) + junk.utf8, in: size).get() == plain) }
    }

    @Test func `a file that is cut off or damaged gives what came before`() throws {
        let file = Gzip.file(Self.feed)
        let cut = try parse(Array(file.dropLast(file.count / 2))).get()
        #expect(cut.entries.count > 1_000 && cut.warnings.first == "gzip data that are cut off")
        var damaged = file
        for place in (file.count / 2)..<(file.count / 2 + 8) { damaged[place] ^= 0x55 }
        let read = try parse(damaged).get()
        #expect(read.entries.count > 1_000 && read.warnings.first?.hasPrefix("damaged gzip data") == true)
    }

    @Test(arguments: [[0x1F, 0x8B, 8], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]] as [[UInt8]])
    func `a file that gives nothing is malformed`(file: [UInt8]) {
        let outcome = parse(file)
        guard case .failure(.malformed(let why)) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(why.contains("gzip"))
    }

    @Test(arguments: [1_024, .max])
    func `a bomb is refused once it is too large`(size: Int) {
        let bomb = Gzip.file([UInt8](repeating: 0x20, count: 65 << 20))
        #expect(bomb.count < 100_000)
        let deadline = CPUDeadline(after: .seconds(2))
        let outcome = parse(bomb, in: size)
        guard case .failure(.refused) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(!deadline.isPassed)
    }

    @Test func `gzip within gzip is no feed`() {
        let outcome = parse(Gzip.file(Gzip.file(Self.feed)))
        guard case .failure = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }
}

enum Gzip {
    /// A gzip file of one member.
    static func file(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var (input, out) = (bytes, [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count)))))
        let count = input.withUnsafeMutableBufferPointer { input in
            out.withUnsafeMutableBufferPointer { out in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = out.baseAddress
                stream.avail_out = UInt32(out.count)
                _ = deflate(&stream, Z_FINISH)
                return out.count - Int(stream.avail_out)
            }
        }
        return Array(out.prefix(count))
    }
}

extension FeedStream {
    /// The document pushed in parts of `size` bytes.
    func parse(_ body: [UInt8], in size: Int) throws(ParseError) -> ParsedFeed {
        for start in stride(from: 0, to: body.count, by: size) {
            try withBytes(Array(body[start..<min(start + size, body.count)])) { part throws(ParseError) in
                try push(part)
            }
        }
        return try finish()
    }
}
