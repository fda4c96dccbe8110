// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Configuring

@Suite struct TopicFileTests {
    private func read(_ yaml: String) -> (topic: Topic?, problems: [Problem]) {
        TopicFile.read(yaml, file: "t.yaml", id: "t")
    }

    private func places(_ yaml: String) -> [String] {
        read(yaml).problems.map { "\($0.line):\($0.column)" }
    }

    @Test func `every key of a topic is read`() throws {
        let topic = read(
            """
            name: US–China
            threshold: 0.8
            groups: {us: [US, White House], china: [China, 中国]}
            signals:
              - +1.0 @china NEAR/8 @us
              - -0.8 snooker | restaurant
            require: [China]
            exclude: ['title: recipe']
            fields: {summary: 0.5}
            body_cap: 0.3
            min_signals: 1
            languages: [EN, no]
            feeds: {include: ['tag:asia', 'https://*.example/*'], exclude: []}
            priority: warning
            sinks: [journal]
            """
        ).topic
        #expect(
            topic
                == Topic(
                    id: "t", name: "US–China", threshold: 0.8,
                    groups: [
                        .init(name: "us", items: ["US", "White House"]), .init(name: "china", items: ["China", "中国"]),
                    ],
                    signals: [
                        .init(points: 1, expression: "@china NEAR/8 @us"),
                        .init(points: -0.8, expression: "snooker | restaurant"),
                    ], require: ["China"], exclude: ["title: recipe"], weights: [.summary: 0.5], bodyCap: 0.3,
                    minimumSignals: 1, languages: ["en", "no"],
                    feeds: .init(include: ["tag:asia", "https://*.example/*"]), priority: .warning,
                    sinks: ["journal"]))
    }

    @Test func `a topic of signals alone has the documented defaults`() {
        let topic = read("signals: [+1.0 China]").topic
        #expect(topic == Topic(id: "t", signals: [.init(points: 1, expression: "China")]))
        #expect(topic?.name == "t" && topic?.threshold == 1 && topic?.bodyCap == 0.6)
    }

    @Test func `scalars that YAML would bend are their source text`() {
        let topic = read("groups:\n  no: [NO, 2024, 12:30, null, 0x10, yes, 1e3, 2024-01-01]\nsignals: [+1.0 @no]")
            .topic
        #expect(topic?.groups.first?.name == "no")
        #expect(
            topic?.groups.first?.items == ["NO", "2024", "12:30", "null", "0x10", "yes", "1e3", "2024-01-01"])
    }

    @Test func `a one-pair mapping is read as its text`() {
        let topic = read("signals:\n  - +0.8 title: (Taiwan | Taipei)\nexclude: [recipe, summary: advert]").topic
        #expect(topic?.signals.first?.expression == "title: (Taiwan | Taipei)")
        #expect(topic?.exclude == ["recipe", "summary: advert"])
    }

    @Test(arguments: [
        "signals: [+1.0 x]\nrequire: [a, @b]", "signals: [*x]", "signals: ['a' | 'b']", "signals:\n - 'a' | b",
        "signals: [\"trade war\" NEAR x]", "signals: [+1.0 x: y: z]", "signals:\n - &x y\n - !x y\n", "signals: [%a]",
    ])
    func `other errors of YAML advise quoting`(yaml: String) {
        let (topic, problems) = read(yaml)
        #expect(topic == nil)
        #expect(problems.contains { $0.advice.contains("in quotes") }, "\(problems)")
    }

    @Test(arguments: [
        ("signals:\n  - +1.0 China | #MeToo\n", ["2:18"]), ("signals:\n  - +1.0 No #1 ally # true\n", ["2:13"]),
        ("signals:\n  - +1.0 China |  # more to come\n", ["2:19"]), ("signals:\n  - +1.0 China  # the country\n", []),
        ("signals: ['+1.0 China | #MeToo']\n", []),
        ("groups:\n  a:\n    - C #\n    - x #y\nsignals: [+1.0 @a]", ["4:9"]),
        ("signals:\n  - +1.0 a\n    AND #b\n", ["3:9"]),
    ])
    func `a signal cut by a comment sign is found`(yaml: String, expected: [String]) {
        let found = read(yaml).problems.filter { $0.message.hasPrefix("' #' begins a comment") }
        #expect(found.map { "\($0.line):\($0.column)" } == expected)
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test(arguments: [
        ("signals: [+1.0 China]\nthreshold: 1.5", "2:12"), ("signals: [+2.0 China]\nbody_cap: 1.0", "2:11"),
        ("signals: [+2.0 China, -1.0 sport]\nmin_signals: 2", "2:14"),
    ])
    func `sums that cannot work are warned of`(yaml: String, place: String) {
        #expect(read(yaml).topic != nil)
        #expect(places(yaml) == [place])
    }

    @Test(arguments: [
        ("+1.0 a b", 1.0, "a b", 5), ("  -0.5\t x  ", -0.5, "x", 8), ("+2 x", 2, "x", 3),
    ])
    func `points and expression are taken apart`(text: String, points: Double, expression: String, offset: Int) throws {
        let signal = try WrittenSignal.read(text)
        #expect(signal.points == points && signal.expression == expression && signal.offset == offset)
    }

    @Test(arguments: ["", "+", "+1.0", "1.0 x", "+1. x", "+.5 x", "+0,5 x", "+1e3 x", "+ 1.0 x", "+1001 x", "China"])
    func `what is no signal is refused`(text: String) {
        #expect(throws: WrittenSignal.Fault.self) { try WrittenSignal.read(text) }
    }

    @Test(arguments: [
        ("signals:\n  - +1.0 China AND @uss\n", "2:20"), ("signals: ['+1.0 Xi''s @uss']\n", "1:23"),
        ("signals: [+1.0 China]\nrequire: [\"\\u4e2d @uss\"]\n", "2:19"),
        ("signals: [+1.0 China]\nexclude:\n  - title: (sport | @uss)\n", "3:21"),
        ("signals: [+1.0 China]\ngroups:\n  china: [Beijing, \"@uss\"]\n", "3:21"),
        ("signals:\n  - +1.0 China\n    AND @uss\n", "3:9"),
    ])
    func `a fault in an expression is shown where it stands in the file`(yaml: String, place: String) {
        let (topic, problems) = read(yaml)
        #expect(topic == nil)
        #expect(problems.filter { $0.severity == .error }.map { "\($0.line):\($0.column)" } == [place], "\(problems)")
    }

    @Test func `tags and sinks that do not exist are warned of with their place`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": "feeds: [{url: 'https://a.example', tags: [asia]}]",
            "topics/t.yaml": "signals: [+1.0 Taiwan]\nfeeds: {include: [tag:aisa, tag:asia]}\nsinks: [log, journal]\n",
        ])
        #expect(folder.read().configuration != nil)
        #expect(
            folder.lines() == [
                "topics/t.yaml:2:19: warning: no feed has the tag 'aisa'; did you mean 'tag:asia'?",
                "topics/t.yaml:3:9: warning: the sink 'log' is off; set alerts.log.path in feedwatch.yaml",
            ])
    }

    @Test func `a topic's file name is one word`() throws {
        let folder = try ConfigurationFolder(["topics/us china.yaml": "signals: [+1.0 x]"])
        #expect(folder.places() == ["topics/us china.yaml:1:1"])
    }
}
