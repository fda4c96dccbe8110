// SPDX-License-Identifier: Apache-2.0
// What servers answered, kept in files and read back.

import Fetching
import Foundation
import Model
import Synchronization
import TestSupport
import Testing

@testable import Watching

@Suite struct RecordingTests {
    private static let start = Timestamp(seconds: 1_793_491_200)
    private let folder: TemporaryDirectory
    private var path: String { folder.path("record") }

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func document(_ body: [UInt8], isDelta: Bool = false) -> FetchedDocument {
        FetchedDocument(
            kept: body, contentType: "text/xml; charset=x\r\nEvil: 1", url: "https://a.example/feed?key=1",
            validators: Validators(etag: "\"é\"", lastModified: "Mon"), isDelta: isDelta)
    }

    private func record(_ outcomes: [FetchOutcome], limit: Int = 1 << 30) async throws {
        let recorder = try Recorder(directory: path, limit: limit) { Issue.record("\($0)") }
        for (number, outcome) in outcomes.enumerated() {
            await recorder.record(outcome, of: "https://a.example/feed", at: Self.start + .seconds(number))
        }
        await recorder.close()
    }

    private func answers() throws -> (read: [RecordedResponse], losses: [String]) {
        var reader = try RecordReader(directory: path)
        var read: [RecordedResponse] = []
        while let response = try reader.next() { read.append(response) }
        return (read, reader.losses)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    @Test func `answers are read back as they came`() async throws {
        let body = Array("<rss>\r\n\r\n\u{0}WARC/1.1\r\n\r\n".utf8) + [0xFF, 0xFE]
        let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        try await record([
            .changed(document(body)), .notModified(validators: nil, movedTo: nil, freshFor: nil), .gone,
            .retryAfter(.seconds(60), status: 429), .changed(document(large, isDelta: true)),
            .failed(FetchFailure(kind: .dns, url: "https://a.example/feed", reason: "no such host\n")),
        ])
        let (read, losses) = try answers()
        #expect(losses.isEmpty)
        #expect(read.map(\.at) == (0..<6).map { Self.start + .seconds($0) })
        #expect(read.allSatisfy { $0.feed == "https://a.example/feed" })
        guard case .document(let first) = read[0].content, case .document(let last) = read[4].content else {
            Issue.record("no documents")
            return
        }
        #expect(first.body == body && first.bodyHash == document(body).bodyHash && !first.isDelta)
        #expect(first.contentType == "text/xml; charset=x  Evil: 1")
        #expect(first.url == "https://a.example/feed?key=1")
        #expect(first.validators == Validators(etag: "\"é\"", lastModified: "Mon"))
        #expect(last.body == large && last.isDelta)
        guard case .status(304, "Not Modified") = read[1].content, case .status(410, "Gone") = read[2].content,
            case .status(429, _) = read[3].content, case .failure(let why) = read[5].content
        else {
            Issue.record("\(read)")
            return
        }
        #expect(why.hasPrefix("fetch https://a.example/feed: no such host"))
    }

    @Test func `nobody else can read a record`() async throws {
        try await record([.gone])
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(stat(path + "/000001.warc.gz", &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func `a record that a kill cut off is passed over, and the next run begins a file of its own`() async throws {
        try await record([.changed(document(Array("one".utf8))), .changed(document(Array("two".utf8)))])
        let file = path + "/000001.warc.gz"
        let whole = try #require(FileManager.default.contents(atPath: file))
        try await record([.changed(document(Array("three".utf8)))])
        #expect(try files() == ["000001.warc.gz", "000002.warc.gz"])
        var counts: Set<Int> = []
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: URL(fileURLWithPath: file))
            let (read, losses) = try answers()
            #expect(losses.isEmpty)
            counts.insert(read.count)
        }
        // The last bytes are a checksum: without them the record is whole.
        #expect(counts == [1, 2, 3])
    }

    @Test func `damage costs the rest of its file alone, and is named`() async throws {
        try await record([.changed(document(Array("one".utf8))), .changed(document(Array("two".utf8)))])
        try await record([.gone])
        let file = path + "/000001.warc.gz"
        var bytes = try #require(FileManager.default.contents(atPath: file))
        bytes[bytes.count / 2] ^= 0x55
        try bytes.write(to: URL(fileURLWithPath: file))
        let (read, losses) = try answers()
        #expect(losses.count == 1 && losses[0].contains("000001.warc.gz"))
        #expect((1...2).contains(read.count))
        try Data("no gzip".utf8).write(to: URL(fileURLWithPath: file))
        #expect(try answers().read.count == 1)
    }

    @Test func `the oldest files go, so that all of them stay within the limit`() async throws {
        var random = SeededRandom(seed: 3)
        let noise = (0..<60).map { _ in (0..<50_000).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
        try await record(noise.map { .changed(document($0)) }, limit: 1 << 20)
        let sizes = try files().map {
            try FileManager.default.attributesOfItem(atPath: "\(path)/\($0)")[.size] as? Int ?? 0
        }
        let total = sizes.reduce(0, +)
        #expect(total <= 1 << 20 + 51_000)
        #expect(total > 1 << 19)
        let (read, _) = try answers()
        #expect(read.last?.at == Self.start + .seconds(59))
        #expect(read.count < 25)
    }

    @Test func `what cannot be written is said once, and the rest goes on`() async throws {
        let errors = Mutex<[String]>([])
        let recorder = try Recorder(directory: path, limit: 1 << 20) { error in
            errors.withLock { $0.append("\(error)") }
        }
        try FileManager.default.removeItem(atPath: path)
        await recorder.record(.gone, of: "https://a.example/", at: Self.start)
        await recorder.record(.gone, of: "https://a.example/", at: Self.start)
        #expect(errors.withLock { $0 }.count == 1)
        #expect(errors.withLock { $0 }.first?.hasPrefix("list \(path)") == true)
        #expect(throws: RecordError.self) { try RecordReader(directory: path) }
    }
}
