// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import TestSupport
import Testing

@testable import Configuring

/// Edits of topic files that keep every other byte.
@Suite struct TopicPatchTests {
    private func edited(_ yaml: String, _ changes: TopicChange...) throws -> String {
        let folder = try TemporaryDirectory()
        try folder.write(yaml, to: "t.yaml")
        return try #require(TopicPatch(fileAt: folder.path("t.yaml"))).edited(changes)
    }

    private static let block = """
        # A topic.
        name: T   # for people
        threshold: 0.8   # not 1.0
        groups:
          # Names.
          us:
            - US | USA
            - "Washington" # the city
          # The other side.
          china: [China, "Beijing"]
        signals:
          - +1.0 @china NEAR/8 @us   # the heart
          # By itself.
          - +0.5 fentanyl
            AND @china
          - -0.8 snooker

        """

    @Test func `items, signals, points and threshold are written in the style of the file`() throws {
        let text = try edited(
            Self.block, .addItem("Blinken", group: "us"), .addItem("Xi* NEAR/3 peace", group: "china"),
            .addSignal(points: -1.5, expression: "restaurant | \"war and peace\""),
            .addSignal(points: 1, expression: "@us AND @china"), .setPoints(1.25, signal: 0), .setThreshold(0.9))
        #expect(
            text == """
                # A topic.
                name: T   # for people
                threshold: 0.9   # not 1.0
                groups:
                  # Names.
                  us:
                    - US | USA
                    - "Washington" # the city
                    - Blinken
                  # The other side.
                  china: [China, "Beijing", "Xi* NEAR/3 peace"]
                signals:
                  - +1.25 @china NEAR/8 @us   # the heart
                  # By itself.
                  - +0.5 fentanyl
                    AND @china
                  - -0.8 snooker
                  - "-1.5 restaurant | \\"war and peace\\""
                  - +1.0 @us AND @china

                """)
    }

    @Test func `a signal goes with all its lines`() throws {
        let text = try edited(Self.block, .removeSignal(1), .removeSignal(2), .addSignal(points: 1, expression: "spy"))
        #expect(
            text.hasSuffix(
                "  - +1.0 @china NEAR/8 @us   # the heart\n  # By itself.\n  - +1.0 spy\n"))
    }

    @Test(arguments: [
        (
            "signals: [+1.0 a1, '+0.5 b1', -1.0 c1]\n", TopicChange.removeSignal(1),
            "signals: [+1.0 a1, -1.0 c1]\n"
        ),
        ("signals: [+1.0 a1, -1.0 c1]\n", .removeSignal(1), "signals: [+1.0 a1]\n"),
        ("signals: [+1.0 a1]\n", .addSignal(points: 0.5, expression: "b1"), "signals: [+1.0 a1, +0.5 b1]\n"),
        ("signals: [+1.0 a1]\n", .setThreshold(1.2), "threshold: 1.2\nsignals: [+1.0 a1]\n"),
        (
            "signals:\n- +1.0 a1", .addSignal(points: 0.5, expression: "b1"), "signals:\n- +1.0 a1\n- +0.5 b1"
        ),
        (
            "signals:\r\n  - +1.0 a1\r\n", .addSignal(points: 0.5, expression: "b1"),
            "signals:\r\n  - +1.0 a1\r\n  - +0.5 b1\r\n"
        ),
        (
            "signals:\n  [ +1.0 a1, # one\n    +2.0 b1,\n  ]\n", .addSignal(points: 0.5, expression: "c1"),
            "signals:\n  [ +1.0 a1, # one\n    +2.0 b1, +0.5 c1\n  ]\n"
        ),
        ("signals:\n  - '+1.0 a1'\n", .setPoints(2, signal: 0), "signals:\n  - '+2.0 a1'\n"),
    ])
    func `lists in brackets, Windows lines and files without an end are kept as they are`(
        yaml: String, change: TopicChange, expected: String
    ) throws {
        #expect(try edited(yaml, change) == expected)
    }

    @Test func `what cannot be edited is refused`() throws {
        #expect(throws: TopicPatchError.self) { try edited("signals: [+1.0 a1]\n", .removeSignal(0)) }
        #expect(throws: TopicPatchError.self) { try edited("signals: [+1.0 a1]\n", .addItem("x", group: "none")) }
        #expect(throws: TopicPatchError.self) {
            try edited("{signals: [+1.0 a1]}\n", .setThreshold(2))
        }
    }

    @Test func `a hunk an edit, or one for edits that are near`() throws {
        let old = (1...20).map { "line \($0)\n" }.joined()
        let new = old.replacing("line 3\n", with: "line 3\nnew\n").replacing("line 18\n", with: "")
        #expect(
            UnifiedDiff(old, new).text(path: "topics/a b.yaml") == """
                --- a/topics/a b.yaml\t
                +++ b/topics/a b.yaml\t
                @@ -1,6 +1,7 @@
                 line 1
                 line 2
                 line 3
                +new
                 line 4
                 line 5
                 line 6
                @@ -15,6 +16,5 @@
                 line 15
                 line 16
                 line 17
                -line 18
                 line 19
                 line 20

                """)
        #expect(UnifiedDiff(old, old).text(path: "x").isEmpty)
    }

    @Test func `bytes make a difference, and so does whether there is a file`() {
        let patch = UnifiedDiff("caf\u{e9}\r\nb\r\n", "cafe\u{301}\r\nb\r\n").text(path: "x")
        #expect(patch == "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-caf\u{e9}\r\n+cafe\u{301}\r\n b\r\n")
        #expect(UnifiedDiff(nil, "a\n").text(path: "x") == "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n")
        #expect(UnifiedDiff("a\n", nil).text(path: "x") == "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n")
    }

    @Test func `of texts that differ in thousands of lines what is the same at both ends stays`() {
        let text = { (word: String) in "first\n" + (1...3_000).map { "\(word) \($0)\n" }.joined() + "last\n" }
        let patch = UnifiedDiff(text("old"), text("new")).text(path: "x")
        #expect(patch.hasPrefix("--- a/x\n+++ b/x\n@@ -1,3002 +1,3002 @@\n first\n-old 1\n"))
        #expect(patch.contains("-old 3000\n+new 1\n") && patch.hasSuffix("+new 3000\n last\n"))
    }

    private static let hasPatch = FileManager.default.isExecutableFile(atPath: "/usr/bin/patch")

    @Test(.enabled(if: hasPatch, "needs patch(1)"))
    func `patch makes the new text of the old one, whatever the texts`() throws {
        let folder = try TemporaryDirectory()
        var random = SeededRandom(seed: 3)
        for round in 0..<60 {
            let old = (0..<random.next(below: 30)).map { _ in "line \(random.next(below: 9))\r\n" }
            var new = old
            for _ in 0..<random.next(below: 6) {
                let place = random.next(below: new.count + 1)
                if random.next(below: 2) == 0 || place == new.count {
                    new.insert("new \(random.next(below: 4))\n", at: place)
                } else {
                    new.remove(at: place)
                }
            }
            var (oldText, newText) = (old.joined(), new.joined())
            if round % 3 == 0 { oldText = oldText.trimmingEnd }
            if round % 2 == 0 { newText = newText.trimmingEnd }
            guard oldText != newText, !oldText.isEmpty, !newText.isEmpty else { continue }
            try folder.write(oldText, to: "f")
            try folder.write(UnifiedDiff(oldText, newText).text(path: "f"), to: "diff")
            let patch = Process()
            patch.executableURL = URL(fileURLWithPath: "/usr/bin/patch")
            patch.arguments = ["--binary", "-s", "-d", folder.path(""), "-p1", "-i", folder.path("diff")]
            try patch.run()
            patch.waitUntilExit()
            #expect(patch.terminationStatus == 0)
            let patched = try Data(contentsOf: URL(fileURLWithPath: folder.path("f")))
            #expect(String(decoding: patched, as: UTF8.self) == newText, "round \(round)")
        }
    }
}

extension String {
    fileprivate var trimmingEnd: String { hasSuffix("\n") ? String(unicodeScalars.dropLast()) : self }
}
