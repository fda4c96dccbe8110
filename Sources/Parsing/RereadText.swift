// SPDX-License-Identifier: Apache-2.0
// What has to be read again, should the document turn out to be ill-formed: what leads to the first entry, and what
// follows the last whole one. The entries between them are read, and their text is let go.

/// The kept text of a document that is being read strictly.
struct RereadText {
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    /// How many bytes of the document stand before `tail`.
    private var tailStart = 0
    /// Whether entries are left out between head and tail.
    private(set) var isResumed = false

    /// A first entry that ends later is no reason to keep so much; all is kept then.
    private static let longestHead = 1 << 20

    /// - Parameters:
    ///   - text: what follows in the document.
    ///   - entries: where entries ended that were read strictly.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>, entries: EntryPlaces?) {
        guard let entries, entries.firstEnd <= Self.longestHead, entries.lastEnd > tailStart,
            entries.lastEnd - tailStart <= tail.count + text.count
        else { return tail.append(contentsOf: text) }
        if !isResumed { keepHead(text, upTo: entries.firstEnd) }
        let known = entries.lastEnd - tailStart
        if known >= tail.count {
            tail = Array(text[(known - tail.count)...])
        } else {
            tail.removeFirst(known)
            tail.append(contentsOf: text)
        }
        tailStart = entries.lastEnd
    }

    /// The document with the entries left out.
    var text: [UInt8] { head.isEmpty ? tail : head + tail }

    private mutating func keepHead(_ text: UnsafeBufferPointer<UInt8>, upTo end: Int) {
        isResumed = true
        head = end <= tail.count ? Array(tail.prefix(end)) : tail + text.prefix(end - tail.count)
    }
}

/// Where in a document its entries end: bytes before that place.
struct EntryPlaces {
    let firstEnd: Int
    var lastEnd: Int
    /// How many entries the document has up to `lastEnd`.
    var count: Int
}
