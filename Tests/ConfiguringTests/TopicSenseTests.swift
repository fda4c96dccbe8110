// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuring

/// Topics that read without an error and yet cannot do what they say.
@Suite struct TopicSenseTests {
    private func warnings(_ yaml: String) -> [String] {
        let (topic, problems) = TopicFile.read(yaml, file: "t.yaml", id: "t")
        #expect(topic != nil, "\(problems)")
        return problems.map { "\($0.line):\($0.column) \($0.message)" }
    }

    @Test(arguments: [
        ("signals: [+1.0 China, +0 zebra]", "1:26 a signal of 0 points"),
        ("signals:\n - +1.0 China\n - -0.5 content: sport", "3:9 negative points never count"),
        ("signals:\n - +1.0 China\n - -0.5 sport AND content: x1", "3:9 negative points never count"),
        ("signals: [+1.0 China]\ngroups:\n  us: [US]", "3:3 no expression uses the group 'us'"),
        ("signals: [+1.0 China, +0.5 url: x1]\nfields: {url: 0}", "1:28 this can never count"),
        ("signals:\n - +1.0 China\n - +0.5 Taiwan\n - +0.2 China", "4:9 the same signal as in line 2"),
    ])
    func `a signal or group of no use is warned of`(yaml: String, start: String) {
        let found = warnings(yaml)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(start) == true, "\(found)")
    }

    @Test func `a group that only an idle group names is idle, too`() {
        let found = warnings("signals: [+1.0 China]\ngroups:\n  a: [\"@b\"]\n  b: [Taiwan]\n")
        #expect(found.map { $0.prefix(3) } == ["3:3", "4:3"])
    }

    @Test(arguments: [
        // What holds in the content alone is capped.
        ("signals: ['+5.0 content: China']", true), ("signals: ['+5.0 content: China']\nbody_cap: 0.9", true),
        ("signals: [+1.0 title: China]\nfields: {title: 0.9}", true),
        ("signals: [+1.0 url: x1]", false), ("signals: [+0.6 China, +0.4 Taiwan]", false),
        ("signals: [+0.6 China, '+0.9 content: x1']\n", true), ("signals: [+0.6 China, '+1.0 content: x1']\n", false),
        ("signals: ['+0.6 China', '+5.0 content: x1']\n", false),
        ("signals: ['+1.0 China AND content: x1']\n", true),
        ("signals: ['+1.0 China | content: x1']\n", false),
    ])
    func `a threshold out of reach is found by where signals can hold`(yaml: String, isOut: Bool) {
        let (topic, problems) = TopicFile.read(yaml, file: "t.yaml", id: "t")
        guard topic != nil else { return }
        #expect(problems.contains { $0.message.contains("do not reach the threshold") } == isOut, "\(problems)")
    }

    @Test func `an error keeps lints about the whole from speaking`() {
        let problems = TopicFile.read(
            "signals: [+1.0 China AND, +1.0 @us]\ngroups: {us: [US], idle: [x1]}", file: "t.yaml", id: "t"
        ).problems
        #expect(problems.map(\.severity) == [.error])
    }
}
