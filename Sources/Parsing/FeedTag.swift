// SPDX-License-Identifier: Apache-2.0
// The vocabulary of feeds: which element of which namespace means what, whatever its prefix.

/// What an element means to us. Elements of the modules stand for those of the formats where they say the same; those that
/// only fill a gap have names of their own.
enum FeedTag: UInt8 {
    // Containers.
    case rss, rdf, channel, feed, cdf, item, image, textInput, opml, person, contributor, owner, source
    // Elements looked through: their children count as if it were not there.
    case transparent
    // Texts.
    case title, otherTitle, link, description, otherDescription, itunesSubtitle, subtitle, summary, content, body
    case id, otherID, published, otherDate, date, updated, created, language, category, keywords
    case name, email, uri, url, ttl, updatePeriod, updateFrequency, updateBase, skipHour, skipDay, comments
    case icon, logo, itunesImage, enclosure, media, itunesCategory, itunesKeywords, mediaCategory, cdfHref, creator
    case originalLink, license, unknown

    /// What an element of Atom means within RSS, where the format's own element goes before it.
    var besideRSS: FeedTag {
        switch self {
        case .title: .otherTitle
        case .summary, .subtitle: .otherDescription
        case .id: .otherID
        default: self
        }
    }

    /// The meaning of a local name, NUL-terminated, in whatever case.
    static func named(_ local: UnsafePointer<UInt8>, in namespace: FeedNamespace) -> FeedTag {
        guard let name = ElementName(local) else { return .unknown }
        switch namespace {
        case .core: return coreNames[name] ?? .unknown
        case .atom: return atomNames[name] ?? coreNames[name] ?? .unknown
        case .other: return .unknown
        default: return moduleNames[namespace]?[name] ?? .unknown
        }
    }

    private static let coreNames = ElementTable(core)
    private static let atomNames = ElementTable(atom)
    private static let moduleNames: [FeedNamespace: ElementTable] = {
        let words = modules.map { (names: $0.key.split(separator: ":").map(String.init), tag: $0.value) }
        return Dictionary(grouping: words) { FeedNamespace(rawValue: $0.names[0]) ?? .other }
            .mapValues { ElementTable(Dictionary(uniqueKeysWithValues: $0.map { ($0.names[1], $0.tag) })) }
    }()

    private static let core: [String: FeedTag] = [
        "rss": .rss, "rdf": .rdf, "channel": .channel, "feed": .feed, "item": .item, "entry": .item, "image": .image,
        "textinput": .textInput, "opml": .opml, "items": .unknown,
        "title": .title, "link": .link, "description": .description, "subtitle": .subtitle, "tagline": .subtitle,
        "abstract": .description, "summary": .summary, "content": .content, "body": .body, "fullitem": .body,
        "guid": .id, "id": .id, "pubdate": .published, "published": .published, "issued": .published,
        "created": .created, "updated": .updated, "modified": .updated, "lastbuilddate": .updated,
        "lastmod": .updated, "language": .language, "category": .category, "keywords": .keywords,
        "author": .person, "managingeditor": .person, "contributor": .contributor, "source": .source,
        "name": .name, "email": .email, "uri": .uri, "url": .url, "homepage": .uri, "ttl": .ttl,
        "comments": .comments, "icon": .icon, "logo": .logo, "enclosure": .enclosure, "a": .cdfHref,
        "webmaster": .contributor, "skiphours": .transparent, "skipdays": .transparent, "hour": .skipHour,
        "day": .skipDay,
    ]

    /// Where Atom's meaning differs from RSS's.
    private static let atom: [String: FeedTag] = [
        "url": .uri, "image": .unknown, "channel": .unknown, "body": .unknown, "hour": .unknown, "day": .unknown,
    ]

    private static let modules: [String: FeedTag] = [
        "rdf:rdf": .rdf, "dc:title": .otherTitle, "dc:creator": .creator, "dc:author": .creator,
        "dc:publisher": .unknown, "dc:contributor": .contributor, "dc:description": .otherDescription,
        "dc:abstract": .otherDescription,
        "dc:date": .date, "dc:created": .created, "dc:issued": .otherDate, "dc:available": .otherDate,
        "dc:modified": .updated, "dc:language": .language, "dc:subject": .category, "dc:identifier": .otherID,
        "content:encoded": .body, "content:items": .unknown,
        "xhtml:body": .body, "xhtml:div": .body,
        "media:group": .transparent, "media:content": .media, "media:title": .otherTitle,
        "media:description": .otherDescription, "media:category": .mediaCategory, "media:keywords": .keywords,
        "itunes:title": .otherTitle, "itunes:author": .creator, "itunes:summary": .otherDescription,
        "itunes:subtitle": .itunesSubtitle, "itunes:keywords": .itunesKeywords, "itunes:image": .itunesImage,
        "itunes:link": .itunesImage,
        "itunes:category": .itunesCategory, "itunes:owner": .owner, "itunes:name": .name,
        "itunes:email": .email,
        "sy:updateperiod": .updatePeriod, "sy:updatefrequency": .updateFrequency,
        "sy:updatebase": .updateBase, "feedburner:origlink": .originalLink, "cc:license": .license,
    ]
}
