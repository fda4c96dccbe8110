// SPDX-License-Identifier: Apache-2.0
// What a start tag opens.

import XML2

extension FeedBuilder {
    mutating func start(_ element: XMLElement) {
        depth += 1
        if ignoredDepth != 0 { return }
        if element.attributes.count > 0 { scope.enter(element, depth: depth) }
        if captureDepth != 0 { return startChild(element) }
        var (tag, isAtom) = tags.lookUp(element)
        if isAtom, !isAtomFeed, depth > 1 { tag = tag.besideRSS }
        if depth == 1 {
            // A second root is what a server appended; only where the first was no feed may it be one.
            guard !hasFeed else { return ignoredDepth = depth }
            startRoot(element, tag, isAtom)
        }
        if opaqueDepth != 0, tag != .item, hasFeed || !opensFeed(tag) { return }
        if sourceDepth != 0 { return startInSource(element, tag, isAtom) }
        if personDepth != 0 { return startInPerson(tag) }
        if imageDepth != 0 { return startInImage(tag) }
        if isContainer(tag) { return startContainer(element, tag, isAtom) }
        startText(element, tag, isAtom)
    }

    private func opensFeed(_ tag: FeedTag) -> Bool { tag == .feed || tag == .channel || tag == .rss }

    private func isContainer(_ tag: FeedTag) -> Bool { tag.rawValue <= FeedTag.transparent.rawValue }

    private mutating func startContainer(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        switch tag {
        case .item: startItem(element)
        case .channel: if !isInEntry { startFeed(element, tag, isAtom) }
        case .feed: if !isInEntry { startFeed(element, tag, isAtom) }
        case .image: startImage(element)
        case .textInput: ignoredDepth = depth
        case .person, .contributor, .owner: startPerson(tag)
        case .source: startSource(element)
        default: break
        }
    }

    private mutating func startRoot(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        rootName = String(cString: element.local)
        rootVersion = element.attribute("version")
        feed.format = FeedFormat.of(root: tag, element: element, isAtom: isAtom)
        hasFeed = [.rss, .rdf, .feed, .channel, .opml].contains(tag)
        rootLanguage = scope.language
    }

    private mutating func startFeed(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        let isOuter = !hasFeed || depth == 1
        if !hasFeed { feed.format = FeedFormat.of(root: tag, element: element, isAtom: isAtom) }
        opaqueDepth = 0
        hasFeed = true
        if feed.format == .rss10, let channel = element.namespace.map({ String(cString: $0) }) {
            feed.format = FeedFormat.ofNamespace(channel) ?? feed.format
        }
        if feed.format == .cdf || feed.format == .unknown {
            if let base = element.attribute("base") { scope.enter(base: base, depth: depth) }
            // Of a channel within the channel only the items count.
            guard isOuter else { return }
            if let href = element.attribute("href") { feedDraft.link = scope.resolve(href) }
            if let lastModified = element.attribute("lastmod") { feed.updated = FeedDate.parse(lastModified) }
        }
    }

    private mutating func startItem(_ element: XMLElement) {
        guard !isInEntry, hasFeed || rootName?.lowercased() != "html" else { return ignoredDepth = depth }
        hasFeed = true
        guard lists.entries.count < limits.maxEntries else {
            isFull = true
            return ignoredDepth = depth
        }
        if lists.entries.isEmpty { lists.reserve() }
        entryDepth = depth
        opaqueDepth = 0
        draft = EntryDraft()
        if !media.isEmpty { media.removeAll(keepingCapacity: true) }
        guard element.attributes.count > 0 else { return }
        draft.otherID = value(of: element, "about")
        if let href = value(of: element, "href") { addPage(resolve(href)) }
        if let modified = element.attribute("lastmod") { entry.updated = FeedDate.parse(modified) }
    }

    private mutating func startImage(_ element: XMLElement) {
        guard !isInEntry else { return ignoredDepth = depth }
        imageDepth = depth
    }

    private mutating func startInImage(_ tag: FeedTag) {
        if tag == .url { capture(.url) } else { ignoredDepth = depth }
    }

    private mutating func startPerson(_ tag: FeedTag) {
        personDepth = depth
        personRole = tag
        person = PersonRecord()
        beginText()
    }

    private mutating func startInPerson(_ tag: FeedTag) {
        switch tag {
        case .name, .email, .uri, .url: capture(tag == .url ? .uri : tag)
        case .title where person.name == nil: capture(.name)
        default: ignoredDepth = depth
        }
    }

    private mutating func startSource(_ element: XMLElement) {
        sourceDepth = depth
        source = SourceRecord()
        if let url = value(of: element, "url"), !url.isEmpty { source.url = resolve(url) }
        beginText()
    }

    private mutating func startInSource(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        switch tag {
        case .title, .otherTitle: startMarkup(element, .title, isAtom)
        case .link:
            guard let href = value(of: element, "href") else { return capture(.link) }
            let isAlternate = (element.attribute("rel") ?? "alternate") == "alternate"
            if isAlternate || source.url == nil { source.url = resolve(href) }
            ignoreChild()
        case .id, .otherID: capture(.id)
        default: ignoreChild()
        }
    }

    /// A container that has children is no mere text.
    private mutating func ignoreChild() {
        ignoredDepth = depth
        collects = false
    }

    /// Markup within a text.
    private mutating func startChild(_ element: XMLElement) {
        if depth == captureDepth + 1 {
            captured.childCount += 1
            if isAtomText, !captured.isXHTML { becomeXHTML() }
        }
        markup.start(element, base: scope.base(below: captureDepth), into: &text, limit: textLimit)
    }

    mutating func capture(_ tag: FeedTag, isAtom: Bool = false) {
        captureDepth = depth
        captured = Capture()
        captured.tag = tag
        captured.isAtom = isAtom
        beginText()
        markup.removeAll()
    }

    /// What is told from here on is one text.
    private mutating func beginText() {
        textStart = text.count
        collects = true
    }
}
