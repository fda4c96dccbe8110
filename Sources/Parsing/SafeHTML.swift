// SPDX-License-Identifier: Apache-2.0
// The allow-list of sanitised HTML.

enum SafeHTML {
    static let elements: Set<String> = [
        "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
        "br", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "dir",
        "div",
        "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup",
        "hr", "i", "img", "ins", "kbd", "li", "main", "map", "mark", "menu", "meter", "nav", "ol", "p", "picture",
        "pre",
        "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong",
        "sub",
        "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var",
        "video", "wbr",
    ]

    /// Their content is no markup and is dropped with them.
    static let raw: Set<String> = [
        "script", "style", "iframe", "noembed", "noframes", "title", "textarea", "xmp", "plaintext",
    ]

    /// Dropped with everything within.
    static let dropped: Set<String> = [
        "applet", "object", "embed", "svg", "math", "template", "frameset", "frame", "head", "base", "link", "meta",
        "select", "datalist", "canvas", "param", "input", "isindex", "basefont",
    ]

    static let voids: Set<String> = [
        "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link", "meta",
        "param", "source", "track", "wbr",
    ]

    static let attributes: Set<String> = [
        "abbr", "align", "alt", "axis", "bgcolor", "border", "cellpadding", "cellspacing", "char", "charoff", "cite",
        "class", "clear", "color", "cols", "colspan", "compact", "controls", "coords", "datetime", "dir", "face",
        "headers", "height", "high", "href", "hreflang", "hspace", "label", "lang", "longdesc", "low", "max",
        "media", "min", "nohref", "noshade", "nowrap", "open", "optimum", "poster", "preload", "rel", "rev", "reversed",
        "rowspan", "rows", "rules", "scope", "shape", "size", "sizes", "span", "src", "srcset", "start", "style",
        "summary", "title", "type", "usemap", "valign", "value", "vspace", "width",
    ]

    private static let links: Set<String> = ["href", "src", "cite", "longdesc", "poster", "usemap"]

    private static let schemes: Set<String> = [
        "http", "https", "mailto", "ftp", "tel", "sms", "xmpp", "irc", "ircs", "news", "nntp", "magnet", "gopher",
        "webcal", "feed", "callto", "sip", "sips", "git", "sftp", "ssh", "urn", "aim", "mms", "rtsp",
    ]

    /// What is written for an attribute; `nil` where it is not safe.
    static func value(of attribute: String, _ value: String, base: String?) -> String? {
        if attribute == "style" { return SafeCSS.filter(value) }
        if attribute == "srcset" { return sourceSet(value, base: base) }
        guard links.contains(attribute) else { return value }
        return link(value, base: base)
    }

    /// The link resolved; `nil` for a scheme that is not known to be harmless. Control characters and white space, which
    /// browsers skip in a scheme, are taken out before it is looked at.
    static func link(_ value: String, base: String?) -> String? {
        let kept = value.unicodeScalars.filter {
            $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{FFFD}"
        }
        let compact = String(String.UnicodeScalarView(kept))
        if let colon = compact.firstIndex(of: ":") {
            let scheme = compact[..<colon]
            let isPath = scheme.contains { "/?#".contains($0) }
            if !isPath, !schemes.contains(scheme.lowercased()) { return nil }
        }
        return URLReference.resolve(value, against: base)
    }

    private static func sourceSet(_ value: String, base: String?) -> String? {
        let candidates = value.split(separator: ",").map { candidate -> String? in
            let parts = candidate.split(whereSeparator: \.isWhitespace)
            guard let url = parts.first, let safe = link(String(url), base: base) else { return nil }
            return ([safe] + parts.dropFirst().map(String.init)).joined(separator: " ")
        }
        let kept = candidates.compactMap { $0 }
        return kept.count == candidates.count && !kept.isEmpty ? kept.joined(separator: ", ") : nil
    }
}
