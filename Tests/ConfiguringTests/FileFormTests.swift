// SPDX-License-Identifier: Apache-2.0
// Files as editors, other systems and attackers write them.

import Foundation
import Model
import Testing

@testable import Configuring

@Suite struct FileFormTests {
    @Test(arguments: ["", "{}", "---\n", "# nothing yet\n", "\u{FEFF}{}\r\n", "fetch:\n", "fetch:\n  # per_host: 2\n"])
    func `an empty main file is valid`(text: String) throws {
        let folder = try ConfigurationFolder(["feedwatch.yaml": text, "feeds.yaml": "feeds: []"])
        #expect(folder.read().configuration != nil)
        #expect(folder.lines() == [])
    }

    @Test func `a byte order mark and CR LF move no column`() throws {
        let folder = try ConfigurationFolder(["feedwatch.yaml": "\u{FEFF}stor: {}\r\nfetch:\r\n  bad: 1\r\n"])
        #expect(folder.places() == ["feedwatch.yaml:1:1", "feedwatch.yaml:3:3"])
    }

    @Test func `a tab between a key and its value is white space`() throws {
        let folder = try ConfigurationFolder(["feedwatch.yaml": "fetch:\n  per_host:\t3\n"])
        #expect(folder.read().configuration?.fetch.perHost == 3)
    }

    @Test func `columns count characters, not bytes`() throws {
        let folder = try ConfigurationFolder(["feeds.yaml": "feeds: [{title: '中国 é', url: x}]"])
        #expect(folder.places() == ["feeds.yaml:1:30"])
    }

    @Test(arguments: [
        (
            [UInt8]("a: ok\nb: \u{E9}".utf8.dropLast(2)) + [0xE9, 0x0A],
            "feedwatch.yaml:2:4: error: the file is not UTF-8"
        ),
        ([0xFF, 0xFE, 0x61, 0x00], "feedwatch.yaml:1:1: error: the file is UTF-16"),
        ([0x61, 0x00, 0x3A, 0x00], "feedwatch.yaml:1:1: error: the file is UTF-16"),
        ([UInt8]("a: x\u{1B}[31m".utf8), "feedwatch.yaml:1:5: error: the character U+001B is not allowed"),
    ])
    func `bytes that are no YAML text are named with their place`(bytes: [UInt8], problem: String) throws {
        let folder = try ConfigurationFolder([:])
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("feedwatch.yaml")))
        #expect(folder.lines().count == 1)
        #expect(folder.lines().first?.hasPrefix(problem) == true, "\(folder.lines())")
    }

    @Test func `aliases are refused at their place, however deep they would unfold`() throws {
        let names = (0..<30).map { "a\($0)" }
        let laughs = zip(names, names.dropFirst()).map { "\($1): &\($1) [*\($0), *\($0), *\($0)]\n" }.joined()
        let folder = try ConfigurationFolder(["feedwatch.yaml": "a0: &a0 [x]\n" + laughs + "? *a29\n: x\n"])
        #expect(folder.lines().count == 1)
        #expect(folder.lines().first?.hasPrefix("feedwatch.yaml:2:10: error: YAML aliases are not supported") == true)
    }

    @Test func `text that only looks like an anchor and an alias is text`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": "feeds:\n- url: https://a.example/?a=1&b=2\n  title: 'R &d and *d'\n# &d *d\n"
        ])
        #expect(folder.read().configuration?.feeds.first?.title == "R &d and *d")
    }

    @Test func `nesting is bounded`() throws {
        for text in [String(repeating: "[", count: 100_000), String(repeating: "a: {", count: 100_000)] {
            let folder = try ConfigurationFolder(["feedwatch.yaml": text])
            #expect(folder.lines().count == 1)
        }
    }

    @Test func `JSON is read, with its escapes`() throws {
        let folder = try ConfigurationFolder([
            "feedwatch.yaml": #"{"store":{"path":"\/var\/x.db"},"alerts":{"journal":false,"backlog":"all"}}"#,
            "feeds.yaml": #"{"feeds":[{"url":"https:\/\/a.example","title":"\ud83d\ude00 \\ud83d\u00e9"}]}"#,
        ])
        let configuration = folder.read().configuration
        #expect(configuration?.store.path == "/var/x.db")
        #expect(configuration?.alerts.journal == .off)
        #expect(configuration?.feeds.first?.title == "\u{1F600} \\ud83d\u{E9}")
    }

    @Test func `a file beyond the bound, a pipe and a folder are refused`() throws {
        let folder = try ConfigurationFolder(["feedwatch.yaml": String(repeating: "#", count: (4 << 20) + 1)])
        #expect(folder.lines() == ["feedwatch.yaml:1:1: error: the file is larger than 4MiB; split it"])
        let pipe = try ConfigurationFolder([:])
        #expect(mkfifo(pipe.path("feeds.yaml"), 0o600) == 0)
        #expect(pipe.lines() == ["feeds.yaml:1:1: error: is not a regular file; put a text file here"])
    }

    @Test func `a missing main file, directory or topics folder is a problem`() throws {
        let folder = try ConfigurationFolder([:])
        try FileManager.default.removeItem(atPath: folder.path("feedwatch.yaml"))
        #expect(
            folder.lines() == [
                "feedwatch.yaml:1:1: error: cannot be opened: No such file or directory; create it; it may be empty"
            ])
        let reader = ConfigurationReader(environment: [:], readOPML: { _ in [] })
        #expect(reader.read(at: folder.path("nowhere")).problems.count == 1)
        #expect(TopicFile.readDirectory(folder.path("topics")).problems.map(\.message) == ["no such folder"])
    }

    @Test func `a file that cannot be read is a problem, for root too`() throws {
        let folder = try ConfigurationFolder(["feeds.yaml": "feeds: []"])
        #expect(unlink(folder.path("feeds.yaml")) == 0)
        #expect(mkdir(folder.path("feeds.yaml"), 0o755) == 0)
        #expect(
            folder.lines().first?.hasPrefix("feeds.yaml:1:1: error: ") == true)
    }

    @Test func `files that nothing reads are named`() throws {
        let folder = try ConfigurationFolder([
            "feed.yaml": "", "topics/x.yml": "", "topics/.x.yaml": "{", "notes.txt": "",
        ])
        #expect(folder.read().configuration != nil)
        #expect(
            folder.lines() == [
                "feed.yaml:1:1: warning: this file is not read; name it feeds.yaml",
                "topics/x.yml:1:1: warning: this file is not read; name it x.yaml",
            ])
    }
}
