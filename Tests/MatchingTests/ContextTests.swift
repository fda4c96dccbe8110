// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import TestSupport
import Testing

@Suite struct ContextTests {
    /// Lines with what was found in brackets.
    private func contexts(_ expression: String, _ entry: Entry, limit: Int = 3) -> [String] {
        let topic = Topic(id: "t", threshold: 0.1, signals: [Topic.Signal(points: 1, expression: expression)])
        let evidence = TopicMatcher(topics: [topic]).match(entry, from: nil).first?.evidence ?? []
        return evidence.flatMap { $0.contexts(in: entry, limit: limit) }
            .map { $0.parts.map { $0.isFound ? "[\($0.text)]" : $0.text }.joined() }
    }

    @Test func `all that was found in the words around is marked`() {
        let entry = Entry.sample(title: "Blinken, in Beijing, presses China", summary: "")
        #expect(contexts("Blinken AND (China | Beijing)", entry) == ["[Blinken], in [Beijing], presses [China]"])
    }

    @Test func `another line only for a text that was not told yet`() {
        let filler = String(repeating: "one two three four ", count: 8)
        let entry = Entry.sample(title: "China", summary: "China \(filler)china \(filler)Taipei \(filler)Taipei")
        #expect(
            contexts("China AND Taipei", entry) == [
                "[China]", "…four one two three four [Taipei] one two three four one two…",
            ])
        #expect(contexts("China AND Taipei", entry, limit: 1) == ["[China]"])
    }

    @Test func `what overlaps is marked as one, line breaks are blanks`() {
        let entry = Entry.sample(title: "new export\n controls now", summary: "")
        #expect(contexts("export AND export controls", entry) == ["new [export controls] now"])
    }

    @Test func `the parts joined are the snippet of an alert`() {
        let text =
            (1...60).map { "word\($0)" }.joined(separator: " ") + " Taipei's port, "
            + String(repeating: "人", count: 300)
        let entry = Entry.sample(title: "x", summary: text)
        let topic = Topic(id: "t", threshold: 0.1, signals: [Topic.Signal(points: 1, expression: "Taipei")])
        let match = TopicMatcher(topics: [topic]).match(entry, from: nil).first
        let joined = match?.evidence.first?.contexts(in: entry, limit: 1).first?.parts.map(\.text).joined()
        #expect(joined == match?.reasons(in: entry).first?.snippet)
        #expect(joined?.contains("Taipei") == true)
    }
}
