// SPDX-License-Identifier: Apache-2.0

import XML2

extension FeedBuilder {
    /// The functions that tell the builder at `pointer` of a document's events. It must outlive the parse.
    static func handler(for pointer: UnsafeMutablePointer<FeedBuilder>) -> XMLHandler {
        XMLHandler(
            context: UnsafeMutableRawPointer(pointer),
            start: { $0.assumingMemoryBound(to: FeedBuilder.self).pointee.start($1) },
            end: { $0.assumingMemoryBound(to: FeedBuilder.self).pointee.end() },
            text: { $0.assumingMemoryBound(to: FeedBuilder.self).pointee.characters($1, $2) })
    }

    /// Runs `body` with a builder at a stable address and gives back what it built.
    static func build(
        limits: ParseLimits, documentURL: String?, hasStableNames: Bool,
        _ body: (XMLHandler) throws(XMLError) -> [String]
    ) throws(XMLError) -> FeedBuilder.Result {
        let pointer = UnsafeMutablePointer<FeedBuilder>.allocate(capacity: 1)
        pointer.initialize(
            to: FeedBuilder(limits: limits, documentURL: documentURL, hasStableNames: hasStableNames))
        defer {
            pointer.pointee.deallocate()
            pointer.deinitialize(count: 1)
            pointer.deallocate()
        }
        let warnings = try body(handler(for: pointer))
        pointer.pointee.finishDocument()
        pointer.pointee.feed.warnings += warnings
        return Result(
            feed: pointer.pointee.hasFeed ? pointer.pointee.feed : nil, rootName: pointer.pointee.rootName)
    }

    struct Result {
        /// `nil` where the document holds no feed.
        var feed: ParsedFeed?
        let rootName: String?
    }
}
