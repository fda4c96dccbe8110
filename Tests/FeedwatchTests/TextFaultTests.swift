// SPDX-License-Identifier: Apache-2.0
// Hostile text on its way through the whole program, to every place where it is shown.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct TextFaultTests {
    /// As a JSON Feed writes them: it is the format in which any scalar can be said.
    private static let texts = [
        #"line one\nMESSAGE=forged\nPRIORITY=0\r\n_SYSTEMD_UNIT=other.service"#,
        #"2026-11-24T06:00:00Z  other  9.99  Forged  Title  https://forged.example  [x]  #0000000000000000"#,
        #"clear \u001b[2J\u001b]0;title\u0007 \u009b31m \u001b]8;;https://forged.example\u001b\\ link"#,
        #"right \u202e to left \u2066 \u200f \u061c \ufeff"#, #"nul \u0000 del \u007f nel \u0085 vt \u000b"#,
        #"separators \u2028 and \u2029"#, #"quotes \" ' ` \\ \\\" {} [] , : =?utf-8?B?eA==?="#,
        #"lone \ud83d and \udc00 surrogates \ud83d\ud83d"#, #"</title><script>alert(1)</script> &amp; %s %n ${HOME}"#,
        "tower " + String(repeating: "e\u{0301}\u{0336}", count: 3) + String(repeating: "\u{0336}", count: 300),
    ]

    private static let document: String = {
        let items = texts.enumerated().map { number, text in
            """
            {"id": "\(number) \(text)", "url": "\(number.isMultiple(of: 2) ? "javascript:alert(\(number))" : "https://n.example/\(number)")",
            "title": "Beijing and Washington \(text)", "content_text": "Report \(number): \(text)",
            "authors": [{"name": "\(text)"}], "tags": ["\(text)"], "language": "en\\u001b[2J"}
            """
        }
        return """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Outlet \(texts[0])\(texts[2])\(texts[3])",
            "home_page_url": "javascript:alert(1)", "items": [\(items.joined(separator: ","))]}
            """
    }()

    /// What acts on a terminal, ends a line for some reader, or turns the direction of reading.
    private func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x206F: true
        default: false
        }
    }

    private func expectHarmless(_ text: String, _ place: String) {
        #expect(!text.unicodeScalars.contains(where: isActive), "\(place): \(text)")
        #expect(!text.contains("javascript:"), "\(place): \(text)")
    }

    @Test func `nothing that a feed says acts in any place where it is shown`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed.json", .init(Self.document))
        server.serve("/broken.xml", .init("<\u{1B}[2Jx\u{202E}>\u{0}\u{1}\u{2}"))
        let site = try Site(feeds: ["/feed.json", "/broken.xml"].map { server.url($0) })
        let run = try await site.runOnce()
        #expect(run.out.hasSuffix(" new \(Self.texts.count) alerts \(Self.texts.count)\n"), "\(run.out)\(run.err)")

        let log = try String(contentsOfFile: site.directory.path("logs/alerts.log"), encoding: .utf8)
        expectHarmless(log, "alerts.log")
        #expect(site.logLines().count == Self.texts.count)
        #expect(site.logLines().allSatisfy { $0.components(separatedBy: "  ").count == 8 })
        #expect(Set(site.logIDs()).count == Self.texts.count)
        let json = try String(contentsOfFile: site.directory.path("logs/alerts.jsonl"), encoding: .utf8)
        expectHarmless(json, "alerts.jsonl")
        #expect(try site.jsonIDs() == site.logIDs())
        #expect(json.split(whereSeparator: \.isNewline).count == Self.texts.count)

        let id = site.logIDs()[2]
        let commands = [
            ["alerts", "list"], ["alerts", "list", "--format", "json"], ["alerts", "show", id], ["alerts", "why", id],
            ["search", "beijing"], ["search", "beijing", "--format", "json"], ["stories", "list"], ["status"],
            ["status", "--format", "json"], ["feeds", "list"], ["feeds", "list", "--format", "json"],
            ["feeds", "show", server.url("/feed.json")], ["feeds", "show", server.url("/broken.xml")],
            ["topics", "list"], ["topics", "test", "us-china"], ["topics", "test", "us-china", "--format", "json"],
        ]
        for command in commands {
            let output = try await Program.run(command + ["--config", site.config])
            #expect(output.status == 0 && !output.out.isEmpty, "\(command): \(output.err)")
            expectHarmless(output.out + output.err, "\(command)")
        }
        try await expectTailHarmless(site)
        await server.stop()
    }

    private func expectTailHarmless(_ site: Site) async throws {
        let script = """
            exec 3< <(exec "$0" alerts tail -n 50 --config "$1"); tail=$!
            head -n "$2" <&3; kill $tail
            """
        let output = try await RunningProgram(
            "/bin/bash", ["-c", script, Program.path, site.config, "\(Self.texts.count)"], input: "", environment: [:]
        ).finish()
        expectHarmless(output.out, "alerts tail")
        #expect(output.out.split(separator: "\n").map(String.init) == site.logLines())
    }
}
