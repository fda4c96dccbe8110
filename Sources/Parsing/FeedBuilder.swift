// SPDX-License-Identifier: Apache-2.0
// Turns a document's events into a `ParsedFeed` without a tree: the depth at which each open container began, and one
// buffer in which every text stands where it was read. Lives behind a raw pointer for the whole parse (see FeedBuilding).

import Model
import XML2

struct FeedBuilder {
    let limits: ParseLimits
    /// All but its authors and entries, which are records until the document ends.
    var feed = ParsedFeed()
    var feedAuthors: [PersonRecord] = []
    var lists = EntryLists()
    var entry = EntryRecord()
    /// The version that the root told, such as `0.91`.
    var rootVersion: String?
    /// The local name of the root element, to say what a document is that is no feed.
    var rootName: String?
    var hasFeed = false

    // Depths of open containers, 0 for none.
    var depth = 0
    var entryDepth = 0
    var personDepth = 0
    var sourceDepth = 0
    var imageDepth = 0
    /// Everything deeper is nobody's.
    var ignoredDepth = 0
    /// Within a feed-level element that we do not know: only entries are looked for.
    var opaqueDepth = 0

    /// The values that were read, one after the other; behind them the text that is being read.
    var text = ByteBuffer(capacity: 16 << 10)
    /// Where the text that is being read begins, and, once it is whole, ends.
    var textStart = 0
    var textEnd = 0
    var captureDepth = 0
    var captured = Capture()
    /// Whether character data goes to `text`: in a capture, and in containers that may hold mere text.
    var collects = false
    var markup = MarkupWriter()

    var person = PersonRecord()
    var personRole = FeedTag.person
    var source = SourceRecord()
    /// The source's own id where it is an address: the last resort for its link.
    var sourceID: TextRange?
    var draft = EntryDraft()
    /// Media RSS's own, for an entry that has no other enclosures.
    var media: [EnclosureRecord] = []
    var feedDraft = FeedDraft()
    var scope: BaseScope
    var tags: TagCache
    var isFull = false
    /// Where entries ended; `nil` before the first.
    var entryPlaces: EntryPlaces?
    /// The entry that is read next is one of the feed's already.
    var knowsNextEntry = false
    /// xml:lang of the root or of the channel.
    var rootLanguage: String?

    init(limits: ParseLimits, documentURL: String?, hasStableNames: Bool) {
        self.limits = limits
        scope = BaseScope(documentURL: documentURL)
        tags = TagCache(hasStableNames: hasStableNames)
    }

    /// Frees what is behind pointers; a feed that is finished has taken its text.
    func deallocate() {
        text.deallocate()
        markup.deallocate()
        tags.deallocate()
    }

    var isInEntry: Bool { entryDepth != 0 }

    mutating func end(_ place: XMLPlace) {
        if captureDepth != 0, depth > captureDepth {
            markup.end(into: &text)
        } else if captureDepth == depth, depth != 0 {
            finishCapture()
        } else {
            endContainer(place)
        }
        scope.leave(depth)
        depth -= 1
    }

    @inline(__always)
    mutating func characters(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        guard collects else { return }
        if captureDepth != 0, depth > captureDepth || captured.isXHTML {
            markup.text(UnsafeBufferPointer(start: bytes, count: count), into: &text, limit: textLimit)
        } else if text.count + count <= textLimit {
            text.append(bytes, count)
        } else {
            text.append(bytes, max(0, textLimit - text.count))
        }
    }

    /// How far the text that is being read may come.
    var textLimit: Int { textStart + limits.maxTextBytes }

    private mutating func endContainer(_ place: XMLPlace) {
        if ignoredDepth == depth { ignoredDepth = 0 }
        if opaqueDepth == depth { opaqueDepth = 0 }
        if personDepth == depth { endPerson() }
        if sourceDepth == depth { endSource() }
        if imageDepth == depth { imageDepth = 0 }
        guard entryDepth == depth else { return }
        endEntry()
        note(entryEndingAt: place)
    }
}

/// What the text being read will become.
struct Capture {
    var tag = FeedTag.unknown
    var isAtom = false
    /// The element's own word about its text, in lower case: `type`, or `isPermaLink` of an id.
    var type: TextRange?
    var isBase64 = false
    /// The children are markup and character data is text within it.
    var isXHTML = false
    /// Child elements of the element itself.
    var childCount = 0
    var scheme: TextRange?
    var label: TextRange?
    var term: TextRange?
    var href: TextRange?
}

/// Candidates that are weighed when the entry ends.
struct EntryDraft {
    var link: TextRange?
    var alternate: TextRange?
    /// FeedBurner's `origLink`.
    var original: TextRange?
    /// Whether `alternate` is a page for readers rather than another document.
    var hasPage = false
    var permalink: TextRange?
    var cdfHref: TextRange?
    var otherTitle: MarkupRecord?
    var otherSummary: MarkupRecord?
    var itunesSubtitle: MarkupRecord?
    var otherID: TextRange?
    var otherDate: Timestamp?
    /// Dublin Core's `date`, which may stand for any event.
    var date: Timestamp?
    var created: Timestamp?
    var owner: PersonRecord?
}

/// Candidates that are weighed when the document ends.
struct FeedDraft {
    var link: String?
    var alternate: String?
    var selfLink: String?
    var published: Timestamp?
    var otherDate: Timestamp?
    var otherTitle: Markup?
    var otherSubtitle: Markup?
    var itunesSubtitle: Markup?
    var logo: String?
    var itunesImage: String?
    var icon: String?
    var owner: PersonRecord?
    var period: String?
    var frequency: Int?
}
