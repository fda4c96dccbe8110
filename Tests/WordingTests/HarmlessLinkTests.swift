// SPDX-License-Identifier: Apache-2.0

import Testing
import Wording

struct HarmlessLinkTests {
    @Test(arguments: [
        "https://news.example/1", "HTTP://news.example/a:b", "news.example/1", "/1?next=javascript:x",
        "//news.example/1",
        "mailto:desk@news.example", "feed:https://news.example/rss", "magnet:?xt=urn:btih:1", "",
    ])
    func `a link that leads somewhere stays as it is`(link: String) {
        #expect(HarmlessLink.of(link) == link)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " \u{1}javascript:alert(1)", "java\nscript:alert(1)",
        "java\u{FFFD}script:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd",
        "feed:javascript:alert(1)", "unknown:x", "localhost:80",
    ])
    func `a link that may run something, or opens a file, is none`(link: String) {
        #expect(HarmlessLink.of(link) == nil)
    }
}
