// SPDX-License-Identifier: Apache-2.0
// Keeps what servers answered, for `feedwatch replay`: files of gzip members, one a record, numbered in the order in
// which they were begun. A kill leaves at most one record cut off at the end of a file, which no reader minds; the next
// recorder begins a file of its own.

import Dispatching
package import Fetching
import Glibc
package import Model
import Zlib

/// Writes records into a directory, on a queue of its own ("record"). The oldest files go when all of them are larger
/// than the limit.
package actor Recorder {
    private nonisolated let executor = SerialQueueExecutor(label: "record")
    private let directory: RecordDirectory
    private let limit: Int
    private let report: @Sendable (RecordError) -> Void
    /// The file being written; `nil` before the first record and after a failure.
    private var file: (descriptor: Int32, number: Int, bytes: Int)?
    private var hasFailed = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Makes the directory (mode 0700) where it is missing. Blocks.
    ///
    /// `limit` is how many bytes the files may have together; one record may go beyond it. `report` is called once, when
    /// a record cannot be written: nothing is recorded after that.
    package init(
        directory: String, limit: Int, report: @escaping @Sendable (RecordError) -> Void
    ) throws(RecordError) {
        self.directory = try RecordDirectory(making: directory)
        self.limit = limit
        self.report = report
    }

    /// Keeps the answer to a poll of the feed with this URL. `outcome` holds its document whole.
    package func record(_ outcome: FetchOutcome, of feed: String, at moment: Timestamp) {
        guard !hasFailed else { return }
        do throws(RecordError) {
            try append(RecordedResponse(outcome, of: feed, at: moment).warc, at: moment)
        } catch {
            close()
            hasFailed = true
            report(error)
        }
    }

    package func close() {
        if let file { _ = Glibc.close(file.descriptor) }
        file = nil
    }

    /// An eighth of the limit, so that little goes at a time.
    private var fileLimit: Int { min(16 << 20, limit / 8) }

    private func append(_ record: WARCRecord, at moment: Timestamp) throws(RecordError) {
        if let file, file.bytes >= fileLimit { close() }
        if file == nil {
            file = try directory.beginFile()
            try write(.head(at: moment))
            try directory.removeOldest(keeping: limit - fileLimit)
        }
        try write(record)
    }

    private func write(_ record: WARCRecord) throws(RecordError) {
        guard let (descriptor, number, size) = file else { return }
        let member: [UInt8]
        do throws(GzipError) {
            member = try Gzip.member(of: record.bytes)
        } catch {
            throw RecordError(operation: "compress", path: directory.path(number), reason: "\(error)")
        }
        let written = member.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == member.count else {
            let reason = written < 0 ? String(cString: strerror(errno)) : "the disk is full"
            // What is there in part would hide nothing, but is of no use.
            _ = ftruncate(descriptor, off_t(size))
            throw RecordError(operation: "write", path: directory.path(number), reason: reason)
        }
        file?.bytes += member.count
    }
}

/// Why nothing is recorded.
package struct RecordError: Error, CustomStringConvertible {
    package let operation: String
    package let path: String
    package let reason: String

    package var description: String { "\(operation) \(path): \(reason)" }
}

extension WARCRecord {
    /// The first of each file: who wrote it.
    fileprivate static func head(at moment: Timestamp) -> WARCRecord {
        WARCRecord(
            type: "warcinfo", date: moment, fields: [], contentType: "application/warc-fields",
            block: lines(of: [
                Field(name: "software", value: "feedwatch/\(Version.text)"),
                Field(name: "format", value: "WARC File Format 1.1"),
            ]))
    }
}
