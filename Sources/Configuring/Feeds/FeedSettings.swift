// SPDX-License-Identifier: Apache-2.0
// The keys of one feed in feeds.yaml.

import Model
import Yams

/// One item of the feed list as it is read, before it is known to be whole.
struct FeedSettings: Sendable {
    var url: Marked<FeedURL>?
    var title: String?
    var every: Duration?
    var tags: [String] = []
    var topics: [Marked<String>]?
    var auth: Credentials?
    var proxy: String?
    var proxyAuth: Credentials?
    var headers: [RequestField] = []
    var clientCertificate: CertificateFiles?
    var cookies = false
    var backlog: Backlog?
    var allowPrivate = false
    var pause: Pause?

    static let section = Section<FeedSettings>([
        .optional(
            "url", \.url, urlType.marked,
            "The feed's address: http, https, or file:name.xml beside this file. It is the feed's identity."),
        .optional("title", \.title, .text, "Your own name for the feed, in place of the publisher's."),
        .optional(
            "every", \.every, .duration(.seconds(1)...(.seconds(30 * 86_400))),
            "How often it is polled, in place of fetch.interval."),
        .value("tags", \.tags, .texts, "Words by which topics choose feeds (tag:NAME)."),
        .optional(
            "topics", \.topics, .list(of: ValueType<String>.text.marked), "The only topics that look at this feed."),
        .optional("auth", \.auth, CredentialSettings.type, "Who asks; the secret stands in a file of its own."),
        .optional(
            "proxy", \.proxy, .proxyOrDirect,
            "A proxy, such as socks5h://127.0.0.1:9050, or direct, in place of fetch.proxy."),
        .optional("proxy_auth", \.proxyAuth, CredentialSettings.ofProxy, "Who asks the proxy."),
        .value("headers", \.headers, .requestFields, "Header fields sent to the feed's own server alone."),
        .optional(
            "client_certificate", \.clientCertificate, ClientCertificateSettings.type,
            "Who asks, for TLS: PEM files of a certificate and its key."),
        .value("cookies", \.cookies, .bool, "Whether the server's cookies are kept from poll to poll, in memory."),
        .optional("backlog", \.backlog, .backlog, "What is told of its first fetch, in place of alerts.backlog."),
        .value(
            "allow_private", \.allowPrivate, .bool,
            "Whether the address may be on a loopback, link-local or private network."),
        .value(
            "paused", \.pause, .pause,
            "true, or the time until which it is not polled, such as 2026-12-01T08:00:00Z. It keeps its place and state."
        ),
    ])

    /// The feed; `nil` if it has no usable address.
    var feed: Feed? {
        url.map { url in
            Feed(
                url: url.value.url, title: title, interval: every, tags: tags, topics: topics?.map(\.value),
                backlog: backlog, allowsPrivateAddress: allowPrivate, credentials: auth, proxy: way,
                asking: Asking(fields: headers, certificate: clientCertificate, keepsCookies: cookies),
                pause: pause)
        }
    }

    private var way: FeedProxy? {
        proxy.map { $0 == "direct" ? .direct : .through(url: $0, credentials: proxyAuth) }
    }

    private static let urlType = ValueType<FeedURL>("a URL", schema: .type("string")) { node, reading in
        guard let text = reading.text(of: node, expecting: "a URL") else { return nil }
        do throws(FeedURL.Fault) {
            return try FeedURL.read(text, directory: reading.directory)
        } catch {
            reading.error(error.message, error.advice, at: node)
            return nil
        }
    }
}
