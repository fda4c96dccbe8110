// SPDX-License-Identifier: Apache-2.0

import Zlib

/// A gzip file that holds a feed, read while it arrives; the calls are those of `FeedStream`.
final class CompressedFeed {
    private let gzip: GzipReader
    private let feed: FeedStream
    /// Why no more comes out. What came out before is read.
    private var fault: GzipError?

    init(_ feed: FeedStream, maxBytes: Int) throws(ParseError) {
        self.feed = feed
        do throws(GzipError) {
            gzip = try GzipReader(maxBytes: maxBytes)
        } catch {
            throw ParseError(error)
        }
    }

    func push(_ bytes: UnsafeBufferPointer<UInt8>) throws(ParseError) {
        var rest = bytes
        while let part = try next(&rest) { try feed.push(part) }
    }

    func finish() throws(ParseError) -> ParsedFeed {
        do throws(GzipError) {
            if fault == nil { try gzip.finish() }
        } catch {
            fault = error
        }
        guard let fault else { return try feed.finish() }
        guard var read = try? feed.finish() else { throw ParseError(fault) }
        read.warnings.insert("\(fault)", at: 0)
        return read
    }

    private func next(_ rest: inout UnsafeBufferPointer<UInt8>) throws(ParseError) -> UnsafeBufferPointer<UInt8>? {
        guard fault == nil else { return nil }
        do throws(GzipError) {
            return try gzip.next(&rest)
        } catch .tooLarge(let maxBytes) {
            throw ParseError(.tooLarge(maxBytes: maxBytes))
        } catch {
            fault = error
            return nil
        }
    }
}
