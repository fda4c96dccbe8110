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
        case .category: startCategory(element)
        case .content, .body:
            if isInEntry { startMarkup(element, tag, isAtom) } else { startUnknown() }
        case .title, .subtitle, .summary, .description, .otherTitle, .otherDescription:
            startMarkup(element, tag, isAtom)
        case .id:
            capture(.id)
            if element.attributes.count > 0, element.attribute("isPermaLink") == "false" {
                captured.isPermalink = false
            }
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

    private mutating func startMarkup(_ element: XMLElement, _ tag: FeedTag, _ isAtom: Bool) {
        capture(tag, isAtom: isAtom)
        if tag == .body { captured.isXHTML = element.namespace.map { String(cString: $0).hasSuffix("xhtml") } ?? false }
        guard element.attributes.count > 0 else { return }
        captured.type = element.attribute("type")?.lowercased()
        captured.isBase64 = element.attribute("mode") == "base64"
        captured.href = element.attribute("src").map(scope.resolve)
        if captured.type == "xhtml" || element.attribute("mode") == "xml" && captured.type?.contains("html") == true
            || captured.type == "application/xhtml+xml" && element.attribute("mode") != "escaped"
        {
            captured.isXHTML = true
        }
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

    private mutating func add(_ link: Link, length: String?) {
        guard entry.links.count < limits.maxParts else { return }
        entry.links.append(link)
        switch link.rel {
        case "alternate": if link.isPage || draft.alternate == nil { choose(alternate: link) }
        case "enclosure":
            entry.enclosures.append(Enclosure(url: link.href, type: link.type, length: length.flatMap { Int($0) }))
        case "replies": if entry.comments == nil, link.isPage { entry.comments = link.href }
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
            let url = element.attribute("url") ?? element.attribute("resource"), !url.isEmpty
        else {
            return
        }
        entry.enclosures.append(
            Enclosure(
                url: scope.resolve(url), type: element.attribute("type"),
                length: element.attribute("length").flatMap { Int($0) }))
    }

    private mutating func startMedia(_ element: XMLElement) {
        guard isInEntry, draft.media.count < limits.maxParts, let url = element.attribute("url"), !url.isEmpty else {
            return
        }
        draft.media.append(
            Enclosure(
                url: scope.resolve(url), type: element.attribute("type"),
                length: element.attribute("fileSize").flatMap { Int($0) }))
    }

    private mutating func addItunesImage(_ element: XMLElement) {
        ignoredDepth = depth
        if !isInEntry { feedDraft.itunesImage = element.attribute("href").map(scope.resolve) }
    }

    private mutating func addItunesCategory(_ element: XMLElement) {
        guard isInEntry, entry.categories.count < limits.maxParts, let term = element.attribute("text"), !term.isEmpty
        else { return }
        entry.categories.append(Category(term: term, scheme: "http://www.itunes.com/", label: nil))
    }

    private mutating func addCDFLink(_ element: XMLElement) {
        ignoredDepth = depth
        guard let href = element.attribute("href").map(scope.resolve) else { return }
        if isInEntry { draft.cdfHref = draft.cdfHref ?? href } else { feedDraft.link = feedDraft.link ?? href }
    }

    private mutating func startCategory(_ element: XMLElement) {
        capture(.category)
        guard element.attributes.count > 0 else { return }
        captured.term = element.attribute("term")
        captured.scheme = element.attribute("scheme") ?? element.attribute("domain")
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
