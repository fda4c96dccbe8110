// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Configuring

@Suite struct TopicDraftTests {
    @Test(arguments: [
        ("Arctic security", "arctic-security"), ("US–China relations!", "us-china-relations"),
        ("Élysée 2027", "élysée-2027"),
        ("台湾", "台湾"), ("!!", ""),
    ])
    func `the id is made of the name`(name: String, id: String) {
        #expect(TopicDraft(name: name, terms: "x1").id == id)
    }

    @Test(arguments: [
        "Arctic, Svalbard, Northwest Passage", "NO, 12:30, \"fish and chips, please\", #MeToo, =WHO, tariff*, @x y",
        "a1 | b2, C++ 中国 , ,, \"x: y\"", "- x1, ? y1, [z1], {k1: v1}, 'q1, &anchor, *star1, !tag1, %x1, `t1",
    ])
    func `what is written reads as the same terms`(terms: String) throws {
        let draft = TopicDraft(name: "A: b # c \"d\"", terms: terms)
        let (topic, problems) = TopicFile.read(draft.yaml, file: "t.yaml", id: "t")
        if draft.faults.isEmpty {
            let read = try #require(topic, "\(problems)")
            #expect(read.name == "A: b # c \"d\"")
            #expect(read.signals == [.init(points: 1.5, expression: "@terms")])
            #expect(read.groups.first?.items.first?.isEmpty == false)
        } else {
            #expect(topic == nil)
        }
    }

    @Test func `a term that is no term is named with what would be right`() {
        #expect(TopicDraft(name: "x", terms: "Arctic, cats and dogs").faults.count == 1)
        #expect(
            TopicDraft(name: "x", terms: "Arctic, cats and dogs").faults.first?
                .hasPrefix("'cats and dogs': and in small letters; ") == true)
        #expect(TopicDraft(name: "x", terms: " , ").faults.first?.contains("there is no term") == true)
    }
}
