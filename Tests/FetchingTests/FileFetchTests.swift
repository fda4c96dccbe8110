// SPDX-License-Identifier: Apache-2.0

import Fetching
import Foundation
import Model
import TestSupport
import Testing

struct FileFetchTests {
    private let fetcher = Fetcher.sample(.small)

    @Test func `a file is a document, and not one again until it changes`() async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write(rss, to: "a feed.xml")
        let url = "file://" + path.replacingOccurrences(of: " ", with: "%20")
        let document = try #require(await fetcher.fetch(url).document)
        #expect(document.body == Array(rss.utf8) && document.url == url && document.contentType == nil)
        #expect(await fetcher.fetch(url, document.validators).notModified?.validators == document.validators)
        try folder.write(rss + " ", to: "a feed.xml")
        #expect(await fetcher.fetch(url, document.validators).document != nil)
    }

    @Test func `what is no readable regular file within the bound is a failure that says why`() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "empty")
        try folder.write(String(repeating: "x", count: (1 << 20) + 1), to: "large")
        mkfifo(folder.path("pipe"), 0o600)
        let cases = [
            (folder.path("none"), FetchFailure.Kind.file, "No such file"), (folder.path, .file, "not a regular file"),
            ("/dev/zero", .file, "not a regular file"), (folder.path("pipe"), .file, "not a regular file"),
            (folder.path("large"), .file, "larger than 1048576 bytes"), (folder.path("empty"), .empty, "empty"),
        ]
        for (path, kind, words) in cases {
            let failure = try #require(await fetcher.fetch("file://\(path)").failure)
            #expect(failure.kind == kind && failure.message.contains(words))
        }
    }

    @Test func `a file in /proc, whose size is said to be zero, is read whole`() async throws {
        #expect(await fetcher.fetch("file:///proc/self/status").document?.body.isEmpty == false)
    }

    @Test(arguments: [
        "file:name.xml", "file://host/x", "file:///a%00b", "file:///a%zz", "ftp://a.example/", "nonsense", "",
    ])
    func `other URLs are refused`(url: String) async {
        #expect(await fetcher.fetch(url).failure?.kind == .invalidURL)
    }
}
