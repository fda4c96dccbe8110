// SPDX-License-Identifier: Apache-2.0
// Web pages that come in place of feeds: by mistake, or from a guard that takes us for an unwelcome program. Judged by
// the bytes: many good feeds are served as text/html.

package import Model

extension FetchedDocument {
    /// What stands in place of a feed where the document evidently is a web page. `nil` otherwise, and for one that went
    /// to a consumer.
    package var page: WebPage? { WebPage(document: body) }
}

extension DocumentPart {
    /// The same, where this is the first part of the document.
    package var page: WebPage? { WebPage(document: bytes) }
}

extension WebPage {
    /// `nil` unless the document begins as HTML does.
    fileprivate init?(document body: [UInt8]) {
        let start = String(decoding: body.prefix(1_024), as: UTF8.self).lowercased().afterXMLDeclaration
        guard start.hasPrefix("<!doctype html") || start.hasPrefix("<html") else { return nil }
        self = Self.wall(in: body).map { .wall($0) } ?? .plain
    }

    /// Whose guard speaks in this page; `nil` for none that is known.
    static func wall(in body: [UInt8]) -> String? {
        let text = String(decoding: body.prefix(longestLook), as: UTF8.self).lowercased()
        return walls.first { text.contains($0.phrase) }?.name
    }

    private static let longestLook = 16 << 10

    /// Words of the pages themselves, in lower case, seen in November 2026.
    private static let walls: [(phrase: String, name: String)] = [
        ("cf-browser-verification", "Cloudflare"), ("/cdn-cgi/challenge-platform", "Cloudflare"),
        ("_cf_chl_opt", "Cloudflare"), ("<title>just a moment...", "Cloudflare"),
        ("attention required! | cloudflare", "Cloudflare"), ("within.website/x/cmd/anubis", "Anubis"),
        ("making sure you&#39;re not a bot", "Anubis"), ("making sure you're not a bot", "Anubis"),
        ("ddos-guard", "DDoS-Guard"), ("_incapsula_resource", "Imperva"), ("captcha-delivery.com", "DataDome"),
        ("errors.edgesuite.net", "Akamai"), ("px-captcha", "HUMAN"), ("awswaf.com", "AWS WAF"),
        ("sucuri website firewall", "Sucuri"), ("vercel security checkpoint", "Vercel"),
        ("g-recaptcha", "reCAPTCHA"), ("h-captcha", "hCaptcha"),
    ]
}

extension String {
    fileprivate var afterXMLDeclaration: Substring {
        var text = self[...].drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>") {
            text = text[end.upperBound...].drop(while: \.isWhitespace)
        }
        return text
    }
}
