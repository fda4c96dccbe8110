// SPDX-License-Identifier: Apache-2.0
// `feeds import` and `feeds export` as a user types them.

import Foundation
import TestSupport
import Testing

@Suite struct SubscriptionListTests {
    private func configuration(_ feeds: String? = nil) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try directory.write("store: {path: ../state/feedwatch.db}\n", to: "config/feedwatch.yaml")
        if let feeds { try directory.write(feeds, to: "config/feeds.yaml") }
        return directory
    }

    private func run(_ directory: TemporaryDirectory, _ arguments: String...) async throws -> Program.Output {
        try await Program.run(["feeds"] + arguments + ["--config", directory.path("config")])
    }

    private func text(_ directory: TemporaryDirectory, _ name: String = "config/feeds.yaml") throws -> String {
        try String(contentsOfFile: directory.path(name), encoding: .utf8)
    }

    private static let list = """
        <?xml version="1.0"?><opml version="2.0"><body>
        <outline text="World"><outline text="A: the &quot;first&quot;" xmlUrl="https://a.example/f"/></outline>
        <outline text="Asia"><outline text="A" xmlUrl="http://A.example/f?utm_source=x"/></outline>
        <outline text="K" xmlUrl="https://k.example/feed"/>
        <outline text="P" xmlUrl="https://user:hunter2@p.example/feed"/>
        <outline text="X" xmlUrl="exec:~/bin/news.sh"/><outline text="L" xmlUrl="file:///etc/passwd"/>
        <outline text="F" xmlUrl="https://f.example/feed" filtercmd="grep x"/>
        </body></opml>
        """

    @Test func `import adds what is new, leaves what is there and names what cannot be taken over`() async throws {
        let before = "# my feeds\nfeeds:\n  - url: https://k.example/feed   # kept\n    every: 1h\n  # end\n"
        let directory = try configuration(before)
        let list = try directory.write(Self.list, to: "subs.opml")
        let output = try await run(directory, "import", list)
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out == "added 2, already there 2, refused 3\n")
        #expect(
            try text(directory) == before + """
                  - url: https://a.example/f
                    title: "A: the \\"first\\""
                    tags: [World, Asia]
                  - url: https://f.example/feed
                    title: F

                """)
        #expect(output.err.contains("subs.opml:4:1: note: 'https://k.example/feed' is already listed\n"))
        #expect(output.err.contains("subs.opml:5:1: warning: "))
        #expect(output.err.contains("subs.opml:6:1: warning: 'exec:~/bin/news.sh'"))
        #expect(output.err.contains("subs.opml:7:1: warning: not taken over: its filter 'grep x'"))
        #expect(output.err.contains("warning: 'file:///etc/passwd': a subscription list cannot name a file"))
        #expect(!(output.err + output.out).contains("hunter2"))
        #expect(try await run(directory, "import", list).out == "added 0, already there 4, refused 3\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("config")).count == 2)
    }

    @Test func `a dry run writes nothing, JSON tells all`() async throws {
        let directory = try configuration()
        let list = try directory.write(Self.list, to: "subs.opml")
        let dry = try await run(directory, "import", "--dry-run", list)
        #expect(dry.out.hasSuffix("would add 3, already there 1, refused 3\n"))
        #expect(dry.out.contains("https://k.example/feed  K\n"))
        #expect(!FileManager.default.fileExists(atPath: directory.path("config/feeds.yaml")))
        let json = try await run(directory, "import", "--format", "json", list)
        let object = try #require(try json.objects().first)
        #expect((object["added"] as? [[String: any Sendable]])?.first?["tags"] as? [String] == ["World", "Asia"])
        #expect((object["refused"] as? [[String: any Sendable]])?.count == 3)
        #expect(json.err.isEmpty)
        #expect(!json.out.contains("hunter2"))
    }

    @Test func `mode and symbolic link of the list stay`() async throws {
        let directory = try configuration()
        let real = try directory.write("feeds: []\n", to: "elsewhere/list.yaml")
        #expect(chmod(real, 0o640) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("config/feeds.yaml"), withDestinationPath: "../elsewhere/list.yaml")
        let list = try directory.write(Self.list, to: "subs.opml")
        #expect(try await run(directory, "import", list).status == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: real)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
        #expect(try text(directory, "elsewhere/list.yaml").contains("https://a.example/f"))
    }

    @Test func `a device is not replaced by a file`() async throws {
        let directory = try configuration("feeds: []\n")
        let output = try await run(directory, "export", "--output", "/dev/null")
        #expect(output.status == 1)
        #expect(output.err.contains("/dev/null is not a regular file"))
    }

    @Test func `what is no list ends with status 1, a broken configuration with 3, and neither changes a byte`()
        async throws
    {
        let directory = try configuration("feeds:\n  - url: https://k.example/feed\n")
        let list = try directory.write(Self.list, to: "subs.opml")
        let page = try directory.write("<html><body>hello</body></html>", to: "page.html")
        let output = try await run(directory, "import", list, page)
        #expect(output.status == 1)
        #expect(output.err.contains("page.html: not a feed: no OPML"))
        #expect(try text(directory) == "feeds:\n  - url: https://k.example/feed\n")
        try directory.write("feeds: [\n", to: "config/feeds.yaml")
        #expect(try await run(directory, "import", list).status == 3)
        #expect(try text(directory) == "feeds: [\n")
    }

    @Test func `export names what OPML has no place for, and the list comes back`() async throws {
        let feeds = """
            feeds:
              - {url: "https://a.example/?x=1&y=2", title: "<A> & \\"B\\"", tags: [world, "a,b"], every: 1h}
              - {url: "http://10.0.0.1/feed", allow_private: true, every: 2h}
              - {url: "https://c.example/", title: "- c: #1 😀", tags: [uk]}

            """
        let directory = try configuration(feeds)
        let file = directory.path("out.opml")
        let export = try await run(directory, "export", "--output", file)
        #expect(export.status == 0 && export.out.isEmpty)
        #expect(export.err == "note: OPML has no place for every (2 feeds), allow_private (1 feed)\n")
        #expect(try await run(directory, "export").out == text(directory, "out.opml"))
        let other = try configuration()
        #expect(try await run(other, "import", file).out == "added 3, already there 0, refused 0\n")
        #expect(
            try text(other) == """
                feeds:
                  - url: https://a.example/?x=1&y=2
                    title: "<A> & \\"B\\""
                    tags: [world, "a,b"]
                  - url: http://10.0.0.1/feed
                  - url: https://c.example/
                    title: "- c: #1 😀"
                    tags: [uk]

                """)
    }

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `every sample list, imported, exported and imported again, is the same list`() async throws {
        let folder = try #require(Corpus.path) + "/opml"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".opml") {
            let first = try configuration()
            let output = try await run(first, "import", folder + "/" + name)
            guard !output.out.hasPrefix("added 0,") else { continue }
            let file = first.path("out.opml")
            #expect(try await run(first, "export", "--output", file).status == 0)
            let second = try configuration()
            #expect(try await run(second, "import", file).status == 0)
            #expect(try text(first) == text(second), "\(name)")
        }
    }
}
