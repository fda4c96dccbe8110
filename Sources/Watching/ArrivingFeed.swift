// SPDX-License-Identifier: Apache-2.0

import Fetching
import Model
import Parsing
import Synchronization

/// A large feed that is parsed while it arrives; of a small one it never hears.
final class ArrivingFeed: Sendable {
    private struct State {
        var stream: FeedStream?
        var failure: ParseError?
        var page: WebPage?
    }

    private let parser: FeedParser
    private let state = Mutex(State())

    /// A document that is no larger is read in one piece, once its hash is known to be new.
    private static let threshold = 256 << 10

    init(_ parser: FeedParser) {
        self.parser = parser
    }

    var consumer: DocumentConsumer {
        DocumentConsumer(threshold: Self.threshold) { [self] part in take(part) }
    }

    /// What stands in place of the feed, by its first part, where that is a web page.
    var page: WebPage? { state.withLock { $0.page } }

    /// The feed; `nil` where no part of it has arrived.
    ///
    /// - Throws: `ParseError` where the document gives no feed.
    func finish() throws(ParseError) -> ParsedFeed? {
        let outcome = state.withLock { state -> Result<ParsedFeed?, ParseError> in
            if let failure = state.failure { return .failure(failure) }
            let stream = state.stream.take()
            return Result { () throws(ParseError) in try stream?.finish() }
        }
        return try outcome.get()
    }

    private func take(_ part: DocumentPart) {
        state.withLock { state in
            guard state.failure == nil else { return }
            if state.stream == nil { state.page = part.page }
            let stream = state.stream ?? parser.open(contentType: part.contentType, baseURL: part.url)
            state.stream = stream
            do throws(ParseError) {
                try stream.push(part.bytes)
            } catch {
                (state.stream, state.failure) = (nil, error)
            }
        }
    }
}
