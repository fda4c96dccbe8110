// SPDX-License-Identifier: Apache-2.0
// Collects the feeds among the outlines of an OPML document, wherever they stand in it.

import XML2

struct OutlineBuilder {
    private var document = OPMLDocument()
    /// Which outline of the document, counted from 0, each feed and each omission is.
    private var feedNumbers: [Int] = []
    private var omissionNumbers: [Int] = []
    private var isOPML = false
    private var rootName: String?
    private var depth = 0
    /// How many there were.
    private(set) var outlines = 0
    /// The outlines that are open, outermost first.
    private var open: [OpenOutline] = []
    /// The names of those of them that are folders.
    private var folders: [String] = []

    /// More tags of one feed are dropped: no list has a use for them, and each costs a comparison with the others.
    private static let maximumTags = 64

    private struct OpenOutline {
        let depth: Int
        let isFolder: Bool
        let isFeed: Bool
        let isComment: Bool
        var hasOutlines = false
    }

    static func build(_ body: (XMLHandler) throws(XMLError) -> Void) throws(XMLError) -> OutlineBuilder {
        let pointer = UnsafeMutablePointer<OutlineBuilder>.allocate(capacity: 1)
        pointer.initialize(to: OutlineBuilder())
        defer {
            pointer.deinitialize(count: 1)
            pointer.deallocate()
        }
        try body(
            XMLHandler(
                context: UnsafeMutableRawPointer(pointer),
                start: { $0.assumingMemoryBound(to: OutlineBuilder.self).pointee.start($1) },
                end: { context, _ in context.assumingMemoryBound(to: OutlineBuilder.self).pointee.end() },
                text: { _, _, _ in }))
        return pointer.pointee
    }

    /// The document; `places` are those of its text.
    func document(at places: OutlinePlaces) throws(ParseError) -> OPMLDocument {
        guard isOPML else { throw .notAFeed("no OPML" + (rootName.map { ", " + ParseError.words(forRoot: $0) } ?? "")) }
        var document = document
        for (index, number) in feedNumbers.enumerated() { document.feeds[index].place = places[number] }
        for (index, number) in omissionNumbers.enumerated() { document.omissions[index].place = places[number] }
        return document
    }

    private mutating func start(_ element: XMLElement) {
        depth += 1
        let name = String(cString: element.local).lowercased()
        rootName = rootName ?? name
        switch name {
        case "opml": isOPML = true
        case "outline":
            // Lists without their root, or with another, are met.
            isOPML = isOPML || depth <= 3
            if !open.isEmpty { open[open.count - 1].hasOutlines = true }
            take(Outline(element))
            outlines += 1
        default: break
        }
    }

    private mutating func take(_ outline: Outline) {
        let isComment = outline.isComment || open.last?.isComment == true
        let folder = outline.address == nil ? outline.folderName : nil
        open.append(
            OpenOutline(
                depth: depth, isFolder: folder != nil, isFeed: outline.address != nil, isComment: isComment))
        if let folder { folders.append(folder) }
        if let address = outline.address, !isComment {
            feedNumbers.append(outlines)
            document.feeds.append(
                OPMLFeed(
                    url: address, title: outline.title, page: outline.page, tags: tags(of: outline),
                    filter: outline.filter))
        } else if let link = isComment ? outline.address : outline.link {
            omissionNumbers.append(outlines)
            document.omissions.append(
                OPMLOmission(
                    kind: isComment ? .comment : outline.isList ? .list : .page, url: link, title: outline.title,
                    place: .start))
        }
    }

    private func tags(of outline: Outline) -> [String] {
        var tags: [String] = []
        for tag in Array(folders.prefix(Self.maximumTags)) + outline.categories where !tags.contains(tag) {
            guard tags.count < Self.maximumTags else { break }
            tags.append(tag)
        }
        return tags
    }

    private mutating func end() {
        if let last = open.last, last.depth == depth {
            if last.hasOutlines, !last.isFeed { document.folderCount += 1 }
            if last.isFolder { folders.removeLast() }
            open.removeLast()
        }
        depth -= 1
    }
}
