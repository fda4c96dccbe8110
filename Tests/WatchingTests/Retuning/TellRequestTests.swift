// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Watching

@Suite struct TellRequestTests {
    private let topic = Topic(id: "us-china", signals: [.init(points: 1, expression: "Beijing")])

    private func change(_ story: String?, _ rows: [Int64]) -> StoryChange {
        StoryChange(topic: "us-china", story: story, old: nil, new: nil, rows: rows)
    }

    @Test func `a request is one line that reads back`() throws {
        let changes = [change("00112233445566ff", [1, 12]), change(nil, [7])]
        let request = try #require(TellRequest.requests(for: changes, of: topic).first)
        #expect(request.request == "tell us-china \(topic.fingerprint) 00112233445566ff:1+12 :7")
        #expect(TellRequest(request: request.request) == request)
        for wrong in [
            "tell", "tell us-china", "tell us-china f", "tell us-china f 1", "tell us-china f :x", "mark 1 a b",
        ] {
            #expect(TellRequest(request: wrong) == nil)
        }
    }

    @Test func `many stories take several lines of less than a kilobyte, and none is left out`() {
        let changes = (1...500).map { change($0.isMultiple(of: 2) ? "00112233445566ff" : nil, [Int64($0) * 1_000_000]) }
        let requests = TellRequest.requests(for: changes, of: topic)
        #expect(requests.count > 10 && requests.allSatisfy { $0.request.utf8.count < 900 })
        #expect(requests.flatMap(\.stories).map(\.rows) == changes.map(\.rows))
    }

    @Test func `a fingerprint changes with whatever decides a match, and with nothing else`() {
        var other = topic
        (other.name, other.priority, other.sinks) = ("x", .alert, ["log"])
        #expect(other.fingerprint == topic.fingerprint && topic.fingerprint.count == 16)
        var prints: Set<String> = [topic.fingerprint]
        let edits: [(inout Topic) -> Void] = [
            { $0.threshold = 0.9 }, { $0.bodyCap = 0.1 }, { $0.minimumSignals = 2 }, { $0.languages = ["en"] },
            { $0.signals.append(.init(points: 1, expression: "x1")) }, { $0.require = ["x1"] }, { $0.exclude = ["x1"] },
            { $0.weights[.title] = 0.9 }, { $0.feeds.include = ["x1"] }, { $0.feeds.exclude = ["x1"] },
            { $0.groups = [.init(name: "g", items: ["x1"])] },
        ]
        for edit in edits {
            var edited = topic
            edit(&edited)
            #expect(prints.insert(edited.fingerprint).inserted)
        }
    }
}
