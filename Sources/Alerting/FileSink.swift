// SPDX-License-Identifier: Apache-2.0
// A log file as a sink: every alert exactly once, across a kill at any point and across a rotation that renames the file.
//
// Before each append the outbox is told which bytes go where (`FileAppend`); then one write, fdatasync, and the mark. What a
// crash left in between is settled before the next append: see `FileSink+Settling.swift`. A rotation that copies and
// truncates, a power failure, or somebody else writing to the file in that moment can repeat alerts, with the same id.

import Dispatching
package import Model

/// Appends one line an alert to a regular file, reached through symbolic links if need be. The path may be renamed, removed
/// or replaced at any time. The process must ignore SIGXFSZ, or a file size limit kills it instead of failing here.
package actor FileSink: AlertSink {
    package nonisolated let name: String
    let path: String
    private let line: @Sendable (Alert) -> String
    private var file: AppendFile?
    /// At start and after any failure it is not known how far the last append came.
    private var isSettled = false

    private let executor: SerialQueueExecutor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(name: String, path: String, line: @escaping @Sendable (Alert) -> String) {
        self.name = name
        self.path = path
        self.line = line
        executor = SerialQueueExecutor(label: "alerts." + name)
    }

    /// `alerts.log`: `AlertLine.log`, for people.
    package static func log(path: String) -> FileSink {
        FileSink(name: "log", path: path, line: AlertLine.log)
    }

    /// `alerts.jsonl`: `AlertLine.json`, for programs.
    package static func jsonl(path: String) -> FileSink {
        FileSink(name: "jsonl", path: path, line: AlertLine.json)
    }

    /// Appends all lines in one write or none. Not to be called again before it returned.
    package func deliver(
        _ deliveries: [Delivery], through outbox: any Outbox, at now: Timestamp
    ) async throws -> DeliveryOutcome {
        do {
            let arrived = isSettled ? [] : try await settle(through: outbox, at: now)
            isSettled = false
            let rest = deliveries.filter { !arrived.contains($0.id) }
            if !rest.isEmpty { try await append(rest, through: outbox, at: now) }
            isSettled = true
            return DeliveryOutcome(delivered: deliveries.count)
        } catch let error as FileError {
            file = nil
            return DeliveryOutcome(delivered: 0, failure: error.description)
        }
    }

    private func append(_ deliveries: [Delivery], through outbox: any Outbox, at now: Timestamp) async throws {
        let file = try currentFile()
        let offset = try file.size()
        let bytes = lines(of: deliveries, afterHalfLine: try file.endsInHalfLine(size: offset))
        try await outbox.intend(
            FileAppend(
                sink: name, inode: file.inode, offset: offset, length: bytes.count, sha256: bytes.sha256,
                deliveries: deliveries.map(\.id)))
        FaultPoint.afterIntent.reached()
        try write(bytes, to: file)
        FaultPoint.afterAppend.reached()
        try await outbox.delivered(deliveries.map(\.id), to: name, at: now)
        FaultPoint.afterMark.reached()
    }

    private func write(_ bytes: [UInt8], to file: AppendFile) throws(FileError) {
        var rest = bytes[...]
        if FaultPoint.afterHalfAppend.isPlanned {
            try file.append(rest.prefix(bytes.count / 2))
            FaultPoint.afterHalfAppend.reached()
            rest = rest.dropFirst(bytes.count / 2)
        }
        try file.append(rest)
        try file.sync()
    }

    /// The open file, opened again when the path leads to another one or to none.
    private func currentFile() throws(FileError) -> AppendFile {
        if let file, file.isCurrent { return file }
        let opened = try AppendFile.opened(at: path)
        file = opened
        return opened
    }

    /// The bytes of the deliveries, a line end first where something else left half a line.
    func lines(of deliveries: [Delivery], afterHalfLine: Bool) -> [UInt8] {
        var bytes: [UInt8] = afterHalfLine ? [UInt8(ascii: "\n")] : []
        for delivery in deliveries {
            bytes.append(contentsOf: line(delivery.alert).utf8)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}

extension AppendFile {
    fileprivate func endsInHalfLine(size: Int64) throws(FileError) -> Bool {
        guard size > 0 else { return false }
        return try read(at: size - 1, count: 1) != [UInt8(ascii: "\n")]
    }
}
