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
            captured.type = element.attributes.count > 0 ? element.attribute("isPermaLink")?.lowercased() : nil
        case .name, .email, .uri, .url: ignoredDepth = depth
        case .unknown: startUnknown()
        default: startPlain(element, tag)
        }
    }

    private mutating func startPlain(_ element: XMLElement, _ tag: FeedTag) {
        capture(tag)
        guard element.attributes.count > 0 else { return }
        captured.href = element.attribute("resource")
        // CDF dates say it in an attribute: <LastMod Value="…">.
        captured.term = element.attribute("value")
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
        captured.type = element.attribute("type")?.lowercased()
        readMode(element.attribute("mode")?.lowercased())
    }

    /// Atom 0.3 has a `mode`. Atom 1.0 tells by the type alone: what is neither text nor XML is base 64.
    private mutating func readMode(_ mode: String?) {
        guard let type = captured.type else { return captured.isBase64 = mode == "base64" }
        captured.isBase64 = mode == "base64" || isAtomText && type.isOctetType
        captured.isXHTML = captured.isXHTML || mode != "escaped" && type.holds("xhtml")
    }

    private mutating func startLink(_ element: XMLElement, _ isAtom: Bool) {
        guard element.attributes.count > 0, let href = element.attribute("href") ?? element.attribute("resource") else {
            capture(.link, isAtom: isAtom)
            return
        }
        ignoredDepth = depth
        let rel = element.attribute("rel")?.lowercased() ?? "alternate"
        let link = Link(href: scope.resolve(href), rel: rel, type: element.attribute("type"))
        if isInEntry { add(link, length: element.attribute("length")) } else { addToFeed(link) }
    }

    mutating func add(_ link: Link, length: String? = nil) {
        guard entry.links.count < limits.maxParts else { return }
        entry.links.append(link)
        switch link.rel {
        case "alternate": if link.isPage || draft.alternate == nil { choose(alternate: link) }
        case "enclosure":
            entry.enclosures.append(Enclosure(url: link.href, type: link.type, length: Self.length(length)))
        // RFC 4685, 4: without a type it is a feed of replies.
        case "replies":
            if entry.comments == nil, link.type != nil, link.isPage { entry.comments = link.href }
        default: break
        }
    }

    private mutating func choose(alternate link: Link) {
        if draft.alternate == nil || !draft.hasPage {
            draft.alternate = link.href
            draft.hasPage = link.isPage
        }
    }

    private mutating func addToFeed(_ link: Link) {
        switch link.rel {
        case "alternate": if feedDraft.alternate == nil || link.type == "text/html" { feedDraft.alternate = link.href }
        case "self": feedDraft.selfLink = link.href
        case "icon": feedDraft.icon = feedDraft.icon ?? link.href
        default: break
        }
    }

    private mutating func startEnclosure(_ element: XMLElement) {
        ignoredDepth = depth
        guard isInEntry, entry.enclosures.count < limits.maxParts,
            let url = element.attribute("url") ?? element.attribute("href") ?? element.attribute("resource"),
            !url.isEmpty
        else {
            return
        }
        add(
            Link(href: scope.resolve(url), rel: "enclosure", type: element.attribute("type")),
            length: element.attribute("length"))
    }

    /// `nil` for what is no number of bytes.
    private static func length(_ text: String?) -> Int? {
        guard let text, let length = Int(text), length >= 0 else { return nil }
        return length
    }

    private mutating func startMedia(_ element: XMLElement) {
        guard isInEntry, draft.media.count < limits.maxParts, let url = element.attribute("url"), !url.isEmpty else {
            return
        }
        draft.media.append(
            Enclosure(
                url: scope.resolve(url), type: element.attribute("type"),
                length: Self.length(element.attribute("fileSize"))))
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
        guard isInEntry, let term = element.attribute("text"), !term.isEmpty else { return }
        keep(Category(term: term, scheme: "http://www.itunes.com/", label: nil))
    }

    private mutating func addCDFLink(_ element: XMLElement) {
        ignoredDepth = depth
        guard let href = element.attribute("href").map(scope.resolve) else { return }
        if isInEntry { addPage(href) } else { feedDraft.link = feedDraft.link ?? href }
    }

    /// CDF's `HREF`, of the item or of an `A` within.
    mutating func addPage(_ href: String) {
        guard draft.cdfHref == nil else { return }
        draft.cdfHref = href
        entry.links.append(Link(href: href, rel: "alternate", type: nil))
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
        // Media RSS 1.5.1: the scheme that a category without one belongs to.
        if tag == .mediaCategory { captured.scheme = "http://search.yahoo.com/mrss/category_schema" }
        guard element.attributes.count > 0 else { return }
        captured.term = element.attribute("term")
        captured.scheme = element.attribute("scheme") ?? element.attribute("domain") ?? captured.scheme
        captured.label = element.attribute("label")
    }
}

extension Link {
    /// A page for readers, as far as the type tells.
    var isPage: Bool {
        guard let type else { return true }
        return type.isEmpty || type.hasPrefix("text/html") || type.hasPrefix("application/xhtml")
    }
}
