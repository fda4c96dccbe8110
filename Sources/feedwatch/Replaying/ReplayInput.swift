// SPDX-License-Identifier: Apache-2.0
// What a replay is made of, in its order: the answers of a record, or the entries of a store by the document that brought
// them.

import Foundation
import Model
import Storing
import Watching

/// One input, read once. Shows on a terminal how far it is.
final class ReplayInput {
    private enum Source {
        case record(RecordReader)
        case store(StoreReader)
    }

    private let source: Source
    private let until: Timestamp?
    private var progress = ProgressLine()
    /// What of a record could not be read.
    private(set) var losses: [String] = []

    /// `path` is a directory with a record, or the file of a store. What is of `until` or later is left out.
    init(_ path: String, until: Timestamp?) throws {
        self.until = until
        var isDirectory: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        guard isThere else { throw Failure("no record and no store at \(path)") }
        source =
            isDirectory.boolValue ? .record(try RecordReader(directory: path)) : .store(try StoreReader(path: path))
    }

    /// Lets `replay` take all of it; `tell` gets each alert.
    func feed(into replay: inout Replay, tell: (Alert) -> Void) async throws {
        defer { progress.clear() }
        switch source {
        case .record(let reader): try await feed(reader, into: &replay, tell)
        case .store(let reader): try await feed(reader, into: &replay, tell)
        }
    }

    private func feed(_ record: RecordReader, into replay: inout Replay, _ tell: (Alert) -> Void) async throws {
        var reader = record
        defer { losses = reader.losses }
        while let response = try reader.next() {
            // Answers of one moment may stand in another order, so this one need not be the last before `until`.
            if let until, response.at >= until { continue }
            try await replay.take(response).forEach(tell)
            let (read, total) = reader.progress
            progress.show(
                "\(response.at.rfc3339), \(replay.summary.documents.grouped) documents, file \(read + 1) of \(total)")
        }
    }

    private func feed(_ store: StoreReader, into replay: inout Replay, _ tell: (Alert) -> Void) async throws {
        let titles = Dictionary(
            try store.feeds().map { ($0.url, $0.state.title) }, uniquingKeysWith: { first, _ in first })
        var document: [StoredEntry] = []
        var row: Int64 = 0
        while true {
            let entries = try store.entries(after: row, limit: 500)
            for entry in entries where until.map({ entry.seen < $0 }) ?? true {
                if let first = document.first, first.feed != entry.feed || first.seen != entry.seen {
                    try await replay.take(document, titled: titles[first.feed] ?? nil).forEach(tell)
                    document = []
                }
                document.append(entry)
            }
            guard let last = entries.last else { break }
            row = last.row
            progress.show("\(last.seen.rfc3339), \(replay.summary.entries.grouped) entries")
        }
        if let first = document.first {
            try await replay.take(document, titled: titles[first.feed] ?? nil).forEach(tell)
        }
    }
}
