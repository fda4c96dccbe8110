// SPDX-License-Identifier: Apache-2.0
// An entry while it is read and as it is kept: places in the feed's text. None of these holds a counted reference, so that
// beginning, ending and dropping an entry cost nothing.

import Model

struct EntryRecord {
    var id: TextRange?
    var title: MarkupRecord?
    var link: TextRange?
    var summary: MarkupRecord?
    var published: Timestamp?
    var updated: Timestamp?
    var comments: TextRange?
    var source: SourceRecord?
    var language: TextRange?
    /// Where its parts end in the lists of all entries; they begin where those of the entry before end.
    var ends = PartPlaces()
}

/// A place in each of the lists of `EntryLists`.
struct PartPlaces {
    var links = 0
    var contents = 0
    var authors = 0
    var categories = 0
    var enclosures = 0
}

struct MarkupRecord {
    var text: TextRange
    var isHTML: Bool
    var type: MediaType
    var base: TextRange?
    var language: TextRange?
}

/// The media type of a text.
enum MediaType {
    case plain, html, xhtml
    /// Another, as it was told, in lower case.
    case told(TextRange)
}

struct LinkRecord {
    var href: TextRange
    var rel: LinkRelation
    var type: TextRange?
}

/// The relation of a link, by the registry of RFC 8288.
enum LinkRelation {
    case alternate, canonical, enclosure, icon, license, related, replies
    /// `self`, the feed's own address.
    case own
    /// Another, in lower case.
    case other(TextRange)

    /// `nil` for a word that means nothing to us.
    init?(_ word: UnsafeBufferPointer<UInt8>) {
        guard let known = Self.known.first(where: { word.equals($0.name) }) else { return nil }
        self = known.relation
    }

    private static let known: [(name: StaticString, relation: LinkRelation)] = [
        ("alternate", .alternate), ("self", .own), ("replies", .replies), ("enclosure", .enclosure),
        ("canonical", .canonical), ("icon", .icon), ("license", .license), ("related", .related),
    ]

    func name(in text: UnsafeBufferPointer<UInt8>) -> String {
        switch self {
        case .alternate: "alternate"
        case .canonical: "canonical"
        case .enclosure: "enclosure"
        case .icon: "icon"
        case .license: "license"
        case .related: "related"
        case .replies: "replies"
        case .own: "self"
        case .other(let word): text[word].string
        }
    }
}

struct PersonRecord {
    var name: TextRange?
    var email: TextRange?
    var uri: TextRange?

    var isEmpty: Bool { name == nil && email == nil && uri == nil }

    /// Whether both are one person as far as what they share tells.
    func isSame(as other: PersonRecord, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        if name != nil, text.isSame(name, other.name) {
            return email == nil || other.email == nil || text.isSame(email, other.email)
        }
        return text.isSame(name, other.name) && text.isSame(email, other.email) && text.isSame(uri, other.uri)
    }
}

struct CategoryRecord {
    var term: TextRange
    var scheme: TextRange?
    var label: TextRange?

    func isSame(as other: CategoryRecord, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.isSame(term, other.term) && text.isSame(scheme, other.scheme) && text.isSame(label, other.label)
    }
}

struct EnclosureRecord {
    var url: TextRange
    var type: TextRange?
    var length: Int?
}

struct SourceRecord {
    var title: TextRange?
    var url: TextRange?
}
