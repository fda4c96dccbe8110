// SPDX-License-Identifier: Apache-2.0
// Configurations with one deliberate fault each, and the one line that `feedwatch check` shows for it.

import Testing

@testable import Configuring

@Suite struct BrokenConfigurationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let text: String
        let problem: String

        var testDescription: String { problem }
    }

    static let cases = [
        Case(
            file: "feedwatch.yaml", text: "store: {path: x.db}\nfetch:\n  per_hots: 2\n",
            problem: "feedwatch.yaml:3:3: error: unknown key 'per_hots' in fetch; did you mean 'per_host'?"),
        Case(
            file: "feedwatch.yaml", text: "alerts:\n  backlog: 24 hours\n",
            problem:
                "feedwatch.yaml:2:12: error: alerts.backlog takes a duration such as 24h, or 'all', not '24 hours'; "
                + "write 24h"),
        Case(
            file: "feedwatch.yaml", text: "fetch:\n\tper_host: 2\n",
            problem: "feedwatch.yaml:2:1: error: a tab in the indentation; indent with spaces"),
        Case(
            file: "feedwatch.yaml", text: "stories:\n  window 48h\nstore:\n  path: x\n",
            problem: "feedwatch.yaml:2:3: error: a key without ':'; write 'window: 48h'"),
        Case(
            file: "feedwatch.yaml", text: "store:\n  path: \"state/feedwatch.db\nfetch:\n  per_host: 2\n",
            problem: "feedwatch.yaml:2:9: error: this quotation mark is not closed; close it"),
        Case(
            file: "feedwatch.yaml", text: "fetch:\n  per_host: 2\n  host_gap: 0s\n  per_host: 3\n",
            problem:
                "feedwatch.yaml:4:3: error: the key 'per_host' is written twice; remove one; the first is in line 2"),
        Case(
            file: "feedwatch.yaml", text: "alerts:\n  log: {path: alerts.log}\n  webhook: {url: https://h.example}\n",
            problem:
                "feedwatch.yaml:3:3: error: alerts.webhook does not stand here; put it under alerts.sinks with a name: "
                + "sinks: {NAME: {kind: webhook, …}}"),
        Case(
            file: "feeds.yaml", text: "feeds:\n  - url: news.example/feed.xml\n",
            problem: "feeds.yaml:2:10: error: 'news.example/feed.xml' is no URL; write https://news.example/feed.xml"),
        Case(
            file: "feeds.yaml",
            text: "feeds:\n  - {url: 'https://a.example/'}\n  - {title: A, url: 'https://A.example/'}\n",
            problem: "feeds.yaml:3:21: error: this feed is already listed at DIR/feeds.yaml:2; remove one of the two"),
        Case(
            file: "feeds.yaml", text: "feeds:\n  - url: https://a.example\n    topics: [us-chian]\n",
            problem: "feeds.yaml:3:14: error: there is no topic 'us-chian'; did you mean 'us-china'?"),
        Case(
            file: "topics/us.yaml", text: "signals:\n  - +1.0 Biden\n  - @us\n",
            problem: "topics/us.yaml:3:5: error: a value cannot begin with '@' in YAML; put the whole value in quotes"),
        Case(
            file: "topics/us.yaml", text: "signals:\n  - \"trade war\" | tariffs\n",
            problem: "topics/us.yaml:2:17: error: a value cannot go on after its closing quotation mark; "
                + "put the whole value in quotes"),
        Case(
            file: "topics/us.yaml", text: "signals:\n  - 0.8 Biden\n",
            problem: "topics/us.yaml:2:5: error: the points 0.8 have no sign; write +0.8 or -0.8"),
        Case(
            file: "topics/us.yaml", text: "name: US\nthreshhold: 0.8\nsignals: [+1.0 Biden]\n",
            problem: "topics/us.yaml:2:1: error: unknown key 'threshhold'; did you mean 'threshold'?"),
        Case(
            file: "topics/us.yaml", text: "groups:\n  us: [US, USA\nsignals:\n  - +1.0 Biden\n",
            problem: "topics/us.yaml:2:7: error: this '[' is not closed; add ']', or quote a value that begins so"),
        Case(
            file: "topics/us.yaml", text: "at_most: 20/w\nsignals: [+1.0 Biden]\n",
            problem: "topics/us.yaml:1:10: error: at_most: '20/w' is no rate; write a number, '/' and h or d, such as "
                + "20/h or 100/d"),
        Case(
            file: "feedwatch.yaml", text: "dashboard: {}\n",
            problem: "feedwatch.yaml:1:1: error: dashboard is not supported yet; remove it"),
    ]

    @Test(arguments: cases) func `the place of the fault and what would be right`(broken: Case) throws {
        let good = ["feeds.yaml": "feeds: []", "topics/us-china.yaml": "signals: [+1.0 China]"]
        let folder = try ConfigurationFolder(good.merging([broken.file: broken.text]) { $1 })
        #expect(folder.read().configuration == nil)
        #expect(folder.lines() == [broken.problem.replacing("DIR/", with: "")])
    }

    @Test func `every problem of every file is reported, in order`() throws {
        let folder = try ConfigurationFolder([
            "feedwatch.yaml": "fetch: {per_host: many, interval: 30}\nstor: {}\nfetch: {}\n",
            "feeds.yaml": "feeds:\n- titel: x\n  url: ftp://a.example\n- {}\n- https://b.example\n",
            "feeds.d/more.yaml": "feeds: 3\n",
            "topics/a.yaml": "signals: [x, +1.0]\n",
            "topics/b.yaml": "signals: [\n",
        ])
        #expect(
            folder.places() == [
                "feeds.d/more.yaml:1:8", "feeds.yaml:2:3", "feeds.yaml:3:8", "feeds.yaml:4:3", "feeds.yaml:5:3",
                "feedwatch.yaml:1:19", "feedwatch.yaml:1:35", "feedwatch.yaml:2:1", "feedwatch.yaml:3:1",
                "topics/a.yaml:1:11", "topics/a.yaml:1:14", "topics/b.yaml:2:1",
            ])
    }

    @Test func `a key written twice in JSON on one line`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": #"{"feeds":[{"url":"http://a.example","url":"http://b.example"}]}"#
        ])
        #expect(folder.places() == ["feeds.yaml:1:37"])
    }
}
