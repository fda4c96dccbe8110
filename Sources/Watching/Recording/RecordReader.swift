// SPDX-License-Identifier: Apache-2.0
// Reads a record back, one answer at a time, in the order in which they were written.

import Foundation
import Model
import Zlib

/// Goes through the files of a record. Blocks while it reads; holds one file and one answer in memory.
package struct RecordReader {
    private let directory: RecordDirectory
    private var numbers: ArraySlice<Int>
    private var file: RecordFile?
    /// Files whose rest cannot be read, and why. That the last record of a file is cut off, as by a kill, is no loss that
    /// is named.
    package private(set) var losses: [String] = []
    /// How many bytes of all files are read, and how many there are.
    package private(set) var progress: (read: Int, total: Int) = (0, 0)

    /// - Throws: where there is no such directory, or nothing recorded in it.
    package init(directory path: String) throws(RecordError) {
        directory = try RecordDirectory(reading: path)
        numbers = try directory.numbers()[...]
        guard !numbers.isEmpty else {
            throw RecordError(
                operation: "read", path: path, reason: "nothing is recorded here; `feedwatch run --record DIR` does it")
        }
        progress.total = numbers.count
    }

    /// The next answer; `nil` at the end.
    package mutating func next() throws(RecordError) -> RecordedResponse? {
        while true {
            if let record = try nextRecord() {
                if let response = RecordedResponse(record) { return response }
            } else if numbers.isEmpty {
                return nil
            }
        }
    }

    /// `nil` at the end of a file.
    private mutating func nextRecord() throws(RecordError) -> WARCRecord? {
        if file == nil, let number = numbers.popFirst() {
            let path = directory.path(number)
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw RecordError(operation: "read", path: path, reason: "it is gone, or may not be read")
            }
            file = try RecordFile(Array(bytes), path: path)
        }
        if let record = file?.next() { return record }
        if let loss = file?.loss { losses.append(loss) }
        if file != nil { progress.read += 1 }
        file = nil
        return nil
    }
}

/// One file: gzip members, expanded as far as they are looked at.
private final class RecordFile {
    private let bytes: [UInt8]
    private var used = 0
    private let gzip: GzipReader
    private var expanded: [UInt8] = []
    /// Where the next record begins in `expanded`.
    private var start = 0
    private let path: String
    private(set) var loss: String?

    /// A document has 16 MiB or what the user allows; more is damage that looks like a length.
    private static let maximumBlock = 1 << 30
    /// Nor is any head longer than this.
    private static let maximumHead = 64 << 10

    init(_ bytes: [UInt8], path: String) throws(RecordError) {
        self.bytes = bytes
        self.path = path
        do throws(GzipError) {
            gzip = try GzipReader(maxBytes: .max)
        } catch {
            throw RecordError(operation: "read", path: path, reason: "\(error)")
        }
    }

    /// `nil` at the end, and where what follows cannot be read.
    func next() -> WARCRecord? {
        while loss == nil {
            if let record = takeRecord() { return record }
            guard loss == nil, expand() else { return nil }
        }
        return nil
    }

    /// The record at `start`; `nil` where it is not there whole.
    private func takeRecord() -> WARCRecord? {
        guard let (first, fields, block) = WARCRecord.head(of: expanded[start...].prefix(Self.maximumHead)) else {
            if expanded.count - start > Self.maximumHead { loss = "\(path): the rest of it is no WARC" }
            return nil
        }
        guard first.hasPrefix("WARC/1."), let type = fields["WARC-Type"],
            let length = fields["Content-Length"].flatMap({ Int($0) }), (0...Self.maximumBlock).contains(length),
            let date = fields["WARC-Date"].flatMap(Timestamp.init(warcDate:))
        else {
            loss = "\(path): the rest of it is no WARC"
            return nil
        }
        let end = block + length
        guard expanded.count >= end + 4 else { return nil }
        start = end + 4
        return WARCRecord(
            type: type, date: date, fields: fields, contentType: fields["Content-Type"] ?? "",
            block: Array(expanded[block..<end]))
    }

    /// Expands some more; `false` at the end of the file.
    private func expand() -> Bool {
        if start > 0 {
            expanded.removeFirst(start)
            start = 0
        }
        do throws(GzipError) {
            return try bytes.withUnsafeBufferPointer { all throws(GzipError) in
                var rest = UnsafeBufferPointer(rebasing: all[used...])
                let piece = try gzip.next(&rest)
                used = all.count - rest.count
                if let piece { expanded += piece }
                return piece != nil
            }
        } catch {
            loss = "\(path): the rest of it is lost: \(error)"
            return false
        }
    }
}

extension Timestamp {
    /// W3CDTF as `WARC-Date` has it: `2026-11-24T16:05:00Z`, perhaps with a fraction of the second, which is dropped.
    fileprivate init?(warcDate: String) {
        guard let date = try? Date(warcDate, strategy: .iso8601) else { return nil }
        self.init(seconds: Int64(date.timeIntervalSince1970))
    }
}
