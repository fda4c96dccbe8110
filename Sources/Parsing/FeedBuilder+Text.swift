// SPDX-License-Identifier: Apache-2.0
// Elements that hold a text, or say everything in their attributes.

import XML2

extension FeedBuilder {
    mutating func startText(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        switch tag {
        case .link: startLink(element, isAtom)
        case .enclosure: startEnclosure(element)
        case .media: startMedia(element)
        case .itunesImage: addItunesImage(element)
        case .itunesCategory: addItunesCategory(element)
        case .cdfHref: addCDFLink(element)
        case .category, .mediaCategory: startCategory(element, tag)
        case .logo: startLogo(element)
        case .content, .body:
            if isInEntry { startContent(element, tag, isAtom) } else { startUnknown() }
        case .title, .subtitle, .summary, .description, .otherTitle, .otherDescription, .itunesSubtitle:
            startMarkup(element, tag, isAtom)
        case .id:
            capture(.id)
            captured.type = word(of: element, "isPermaLink")
        case .name, .email, .uri, .url: ignoredDepth = depth
        case .unknown: startUnknown()
        default: startPlain(element, tag)
        }
    }

    private mutating func startPlain(_ element: XMLElement, _ tag: FeedTag) {
        capture(tag)
        guard element.attributes.count > 0 else { return }
        captured.href = value(of: element, "resource")
        // CDF dates say it in an attribute: <LastMod Value="…">.
        captured.term = value(of: element, "value")
    }

    private mutating func startUnknown() {
        if isInEntry { ignoredDepth = depth } else if depth > 1 { opaqueDepth = depth }
    }

    private mutating func startContent(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        // Atom 0.3 may hold several contents in one, which are read for themselves.
        if element.attributes.count > 0, element.attribute("type")?.hasPrefix("multipart/") == true { return }
        startMarkup(element, tag, isAtom)
    }

    mutating func startMarkup(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        capture(tag, isAtom: isAtom)
        if tag == .body { captured.isXHTML = element.namespace.map { String(cString: $0).hasSuffix("xhtml") } ?? false }
        guard element.attributes.count > 0 else { return }
        captured.type = word(of: element, "type")
        readMode(word(of: element, "mode"))
    }

    /// Atom 0.3 has a `mode`. Atom 1.0 tells by the type alone: what is neither text nor XML is base 64.
    private mutating func readMode(_ mode: TextRange?) {
        let isBase64 = mode.map { text[$0].equals("base64") } ?? false
        let isEscaped = mode.map { text[$0].equals("escaped") } ?? false
        guard let type = captured.type.map({ text[$0] }) else { return captured.isBase64 = isBase64 }
        captured.isBase64 = isBase64 || isAtomText && type.isOctetType
        captured.isXHTML = captured.isXHTML || !isEscaped && type.holds("xhtml")
    }

    private mutating func startLink(_ element: XMLElement, _ isAtom: Bool) {
        guard let href = value(of: element, "href") ?? value(of: element, "resource") else {
            capture(.link, isAtom: isAtom)
            return
        }
        ignoredDepth = depth
        let rel = relation(of: element)
        let link = LinkRecord(href: resolve(href), rel: rel, type: value(of: element, "type"))
        if isInEntry { add(link, length: length(of: element, "length")) } else { addToFeed(link) }
    }

    mutating func add(_ link: LinkRecord, length: Int? = nil) {
        guard hasRoom(lists.links.count - lists.starts.links) else { return }
        lists.links.append(link)
        switch link.rel {
        case .alternate: if draft.alternate == nil || isPage(link) { choose(alternate: link) }
        case .enclosure: lists.enclosures.append(EnclosureRecord(url: link.href, type: link.type, length: length))
        // RFC 4685, 4: without a type it is a feed of replies.
        case .replies: if entry.comments == nil, link.type != nil, isPage(link) { entry.comments = link.href }
        default: break
        }
    }

    /// Whether one more fits to so many parts of the entry.
    func hasRoom(_ count: Int) -> Bool { count < limits.maxParts }

    private mutating func choose(alternate link: LinkRecord) {
        guard draft.alternate == nil || !draft.hasPage else { return }
        draft.alternate = link.href
        draft.hasPage = isPage(link)
    }

    /// Whether it leads to a page for readers, as far as the type tells.
    private func isPage(_ link: LinkRecord) -> Bool {
        guard let type = link.type.map({ text[$0] }) else { return true }
        return type.isEmpty || type.begins(with: "text/html") || type.begins(with: "application/xhtml")
    }

    private mutating func addToFeed(_ link: LinkRecord) {
        let href = text[link.href].string
        switch link.rel {
        case .alternate:
            let isHTML = link.type.map { text[$0].equals("text/html") } ?? false
            if feedDraft.alternate == nil || isHTML { feedDraft.alternate = href }
        case .own: feedDraft.selfLink = href
        case .icon: feedDraft.icon = feedDraft.icon ?? href
        default: break
        }
    }

    private mutating func startEnclosure(_ element: XMLElement) {
        ignoredDepth = depth
        guard isInEntry, hasRoom(lists.enclosures.count - lists.starts.enclosures),
            let url = value(of: element, "url") ?? value(of: element, "href") ?? value(of: element, "resource"),
            !url.isEmpty
        else {
            return
        }
        add(
            LinkRecord(href: resolve(url), rel: .enclosure, type: value(of: element, "type")),
            length: length(of: element, "length"))
    }

    /// `nil` for what is no number of bytes.
    private func length(of element: XMLElement, _ name: StaticString) -> Int? {
        guard let length = element.attribute(name).flatMap({ Int($0) }), length >= 0 else { return nil }
        return length
    }

    private mutating func startMedia(_ element: XMLElement) {
        guard isInEntry, hasRoom(media.count), let url = value(of: element, "url"), !url.isEmpty else { return }
        media.append(
            EnclosureRecord(
                url: resolve(url), type: value(of: element, "type"), length: length(of: element, "fileSize")))
    }

    private mutating func addItunesImage(_ element: XMLElement) {
        ignoredDepth = depth
        // Before there was itunes:image there was itunes:link with this relation.
        let rel = element.attribute("rel")?.lowercased() ?? "image"
        guard !isInEntry, rel == "image", let href = element.attribute("href") ?? element.attribute("url") else {
            return
        }
        feedDraft.itunesImage = feedDraft.itunesImage ?? scope.resolve(href)
    }

    private mutating func addItunesCategory(_ element: XMLElement) {
        guard isInEntry, let term = value(of: element, "text"), !term.isEmpty else { return }
        keep(CategoryRecord(term: term, scheme: text.append(text: "http://www.itunes.com/")))
    }

    private mutating func addCDFLink(_ element: XMLElement) {
        ignoredDepth = depth
        guard let reference = value(of: element, "href") else { return }
        let href = resolve(reference)
        if isInEntry { addPage(href) } else { feedDraft.link = feedDraft.link ?? text[href].string }
    }

    /// CDF's `HREF`, of the item or of an `A` within.
    mutating func addPage(_ href: TextRange) {
        guard draft.cdfHref == nil else { return }
        draft.cdfHref = href
        lists.links.append(LinkRecord(href: href, rel: .alternate))
    }

    /// Atom's logo is a text, CDF's an `HREF` with a `STYLE` of image or icon.
    private mutating func startLogo(_ element: XMLElement) {
        guard element.attributes.count > 0, let href = element.attribute("href") else { return capture(.logo) }
        ignoredDepth = depth
        guard !isInEntry else { return }
        if element.attribute("style")?.lowercased() == "icon" {
            feedDraft.icon = feedDraft.icon ?? scope.resolve(href)
        } else {
            feedDraft.logo = feedDraft.logo ?? scope.resolve(href)
        }
    }

    private mutating func startCategory(_ element: XMLElement, _ tag: FeedTag) {
        capture(.category)
        if element.attributes.count > 0 {
            captured.term = value(of: element, "term")
            captured.scheme = value(of: element, "scheme") ?? value(of: element, "domain")
            captured.label = value(of: element, "label")
        }
        // Media RSS 1.5.1: the scheme that a category without one belongs to.
        guard tag == .mediaCategory, captured.scheme == nil else { return }
        captured.scheme = text.append(text: "http://search.yahoo.com/mrss/category_schema")
        textStart = text.count
    }
}
