// SPDX-License-Identifier: Apache-2.0
// Pages as sites write them, and where their feeds are.

import Foundation
import TestSupport
import Testing

@testable import Parsing

@Suite struct FeedDiscoveryTests {
    private func urls(_ html: String, at url: String? = "https://s.example/blog/page.html") -> [String] {
        FeedDiscovery.candidates(in: Array(html.utf8), url: url).map(\.url)
    }

    @Test(arguments: [
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/f\">",
        "<LINK HREF='/f' TYPE='Application/ATOM+xml; charset=utf-8' REL='ALTERNATE'/>",
        "<link rel=alternate type=application/rdf+xml href=/f>",
        "<link rel=\"alternate home\ttop\" type=text/xml href=/f>",
        "<link href=\"/f\" title='x > y' rel='feed'>", "<link rel=alternate type='application/feed+json' href='/f'>",
        "<link rel=alternate type=application/json title='JSON Feed' href=/f>",
        "<link rel=alternate type=application/xml href=' /f\n'>",
        "<link rel='alternate' type='application/rss+xml' href='feed://s.example/f'>",
        "<a type='application/rss+xml' href='/f'>x</a>",
        "<body><div><link rel=alternate type=text/rss href=/&#x66;></div>",
        "<!-- <link rel=alternate type=text/rss href=/no> --><script>\"<link rel=alternate type=text/rss href=/no>\"</script><link rel=alternate type=text/rss href=/f>",
    ])
    func `a page declares its feed in many ways`(html: String) {
        #expect(urls(html).map { $0.replacing("http:", with: "https:") } == ["https://s.example/f"])
    }

    @Test(arguments: [
        "<link rel=stylesheet type=text/css href=/feed>", "<link rel='alternate stylesheet' type='text/xml' href='/f'>",
        "<link rel=alternate hreflang=de href=/de/>",
        "<link rel=alternate type='application/json+oembed' href='/feed'>",
        "<link rel=alternate type='text/xml+oembed' href='/x'>",
        "<link rel=alternate type=application/json href='/wp-json/wp/v2/posts/1'>",
        "<link rel=alternate type=text/rss href='file:///etc/passwd'><a type=text/rss href='javascript:x'>x</a>",
        "<link rel=alternate type=application/rss+xml href=''>", "<link type=application/rss+xml href=/f>",
        "<a href='/feedback'>x</a><a href='/news'>RSS</a><a href='mailto:rss@s.example'>x</a>",
        "<a href='https://social.example/dialog/feed?link=https%3A//s.example/'>share</a>", "",
    ])
    func `what is no feed is not taken for one`(html: String) {
        #expect(urls(html) == [])
    }

    @Test func `links stand on the first base, and on the page where there is none`() {
        let link = "<link rel=alternate type=application/rss+xml href='f.xml'>"
        #expect(urls(link) == ["https://s.example/blog/f.xml"])
        #expect(urls("<base href='/x/'><base href='/y/'>" + link) == ["https://s.example/x/f.xml"])
        #expect(urls("<base href='https://cdn.example/'>" + link) == ["https://cdn.example/f.xml"])
        #expect(urls(link, at: nil) == ["f.xml"])
    }

    @Test func `what is declared comes first, comments last, nothing twice`() {
        let page = """
            <link rel="alternate" type="application/rss+xml" title="S &raquo; Comments Feed" href="/comments/feed/">
            <link rel="alternate" type="application/rss+xml" title="S &raquo; Feed" href="/feed/?utm_source=x">
            <a href="http://s.example/feed/">again</a> <a href="/other.rss" title="Other">x</a>
            """
        let candidates = FeedDiscovery.candidates(in: Array(page.utf8), url: "https://s.example/")
        #expect(
            candidates.map(\.url) == [
                "https://s.example/feed/?utm_source=x", "https://s.example/other.rss",
                "https://s.example/comments/feed/",
            ])
        #expect(candidates.map(\.title) == ["S » Feed", "Other", "S » Comments Feed"])
        #expect(candidates.map(\.origin) == [.declared, .link, .declared])
    }

    @Test(arguments: [
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"
        ),
        ("https://m.youtube.com/user/name/videos", "https://www.youtube.com/feeds/videos.xml?user=name"),
        ("https://youtube.com/playlist?list=PL12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL12"),
        ("https://www.reddit.com/r/swift/", "https://www.reddit.com/r/swift/.rss"),
        ("https://old.reddit.com/user/name", "https://old.reddit.com/user/name/.rss"),
        ("https://github.com/o/r", "https://github.com/o/r/releases.atom"),
        ("https://github.com/o/r/tags", "https://github.com/o/r/tags.atom"),
        ("https://github.com/o/r/tree/a/b", "https://github.com/o/r/commits/a/b.atom"),
        ("https://github.com/o", "https://github.com/o.atom"),
        ("https://gitlab.com/g/s/p/-/issues", "https://gitlab.com/g/s/p/-/releases.atom"),
        (
            "https://stackoverflow.com/questions/tagged/swift",
            "https://stackoverflow.com/feeds/tag?tagnames=swift&sort=newest"
        ),
        ("https://unix.stackexchange.com/questions/12/x", "https://unix.stackexchange.com/feeds/question/12"),
        ("https://medium.com/@name/post-1", "https://medium.com/feed/@name"),
        ("https://medium.com/tag/linux", "https://medium.com/feed/tag/linux"),
        ("https://name.medium.com/x", "https://name.medium.com/feed"),
        ("https://name.substack.com/p/x", "https://name.substack.com/feed"),
        ("https://name.tumblr.com/", "https://name.tumblr.com/rss"),
        ("https://www.tumblr.com/name", "https://name.tumblr.com/rss"),
        ("https://name.blogspot.co.uk/2020/", "https://name.blogspot.co.uk/feeds/posts/default"),
        ("https://name.wordpress.com/x", "https://name.wordpress.com/feed/"),
        ("https://vimeo.com/name", "https://vimeo.com/name/videos/rss"),
        ("https://mastodon.example/@user/123", "https://mastodon.example/@user.rss"),
        ("https://bsky.app/profile/u.example", "https://bsky.app/profile/u.example/rss"),
        ("https://news.ycombinator.com/item?id=1", "https://news.ycombinator.com/rss"),
    ])
    func `sites of a known kind are known by their address`(page: String, feed: String) {
        #expect(FeedDiscovery.candidates(forAddress: page).first?.url == feed)
    }

    @Test(arguments: [
        "https://s.example/", "https://github.com/features", "https://github.com/", "https://vimeo.com/12345",
        "https://www.youtube.com/watch?v=x", "https://notreddit.com/r/x", "https://x.example/@", "ftp://github.com/o/r",
        "x",
    ])
    func `others are not guessed at by their address`(page: String) {
        #expect(FeedDiscovery.candidates(forAddress: page) == [])
    }

    @Test func `the channel behind a handle is in the page`() {
        let feed = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrst-_"
        let id = "UCabcdefghijklmnopqrst-_"
        for page in [
            "<link rel=canonical href='https://www.youtube.com/channel/\(id)'>",
            "<meta itemprop='identifier' content='\(id)'>",
            "<script>x={\"channelId\":\"UCshort\",\"externalId\":\"\(id)\"}</script>",
            "<script>{\"channelId\":\"\(id)\"}</script>",
        ] {
            #expect(urls(page, at: "https://www.youtube.com/@name") == [feed])
            #expect(urls(page, at: "https://other.example/") == [])
        }
    }

    @Test func `the program that made the page says where its feeds are`() {
        let made = { (name: String) in "<meta name=generator content='\(name)'>" }
        #expect(urls(made("Ghost 5.0")) == ["https://s.example/rss/"])
        #expect(urls(made("WordPress 6.5")) == ["https://s.example/feed/", "https://s.example/comments/feed/"])
        #expect(
            urls("<link rel='https://api.w.org/' href='https://s.example/blog/wp-json/'>")
                == ["https://s.example/blog/feed/", "https://s.example/blog/comments/feed/"])
        #expect(urls(made("Hugo 0.1")) == ["https://s.example/index.xml"])
    }

    @Test func `at most eight usual places, those beside the page first`() {
        let root = FeedDiscovery.guesses(for: "https://s.example").map(\.url)
        #expect(root.count == 8 && root.first == "https://s.example/feed")
        let deep = FeedDiscovery.guesses(for: "http://u:p@s.example:81/blog/x.html?y#z").map(\.url)
        #expect(deep.count == 8 && deep.first == "http://s.example:81/blog/feed")
        #expect(deep.contains("http://s.example:81/rss.xml"))
        #expect(FeedDiscovery.guesses(for: "file:///x") == [])
    }

    @Test func `a page in another encoding, and one that never ends`() {
        let page =
            Array("<meta charset=windows-1251><link rel=alternate type=text/rss href=/f title='".utf8)
            + [0xCF, 0xF0] + Array("'>".utf8)
        #expect(FeedDiscovery.candidates(in: page, url: "https://s.example/").map(\.title) == ["Пр"])
        let long = Array(String(repeating: "<a href=/x.rss?", count: 400_000).utf8)
        #expect(FeedDiscovery.candidates(in: long, url: "https://s.example/").count <= 64)
        let many = (0..<500).map { "<a href=/\($0).rss>" }.joined()
        #expect(urls(many).count == 64)
    }

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `every sample page is searched without harm, whole or cut short anywhere`() throws {
        let folder = try #require(Corpus.path) + "/html"
        var found: [String: Int] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix(".json") {
            let page = try Corpus.bytes("html/\(name)/source.html")
            found[name] = FeedDiscovery.candidates(in: page, url: "https://s.example/").count
            for end in stride(from: 0, to: min(page.count, 20_000), by: 997) {
                _ = FeedDiscovery.candidates(in: Array(page[..<end]), url: "https://s.example/")
            }
        }
        #expect(found["heise"] == 3 && found["lwn-1"] == 1 && found["bbc-1"] == 0)
    }
}
