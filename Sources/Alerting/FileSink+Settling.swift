// SPDX-License-Identifier: Apache-2.0
// What became of an append that was written down and not marked: the file itself tells.
//
//     whole in the file    mark it
//     in part, at its end  cut it off; it is written again
//     not there            nothing; it is written again
//
// "The file" is the one with the inode written down, at its path or, after a rotation, under another name beside it.

import Crypto
import Model

extension FileSink {
    /// The outbox rows that turned out to have arrived; they are marked.
    func settle(through outbox: any Outbox, at now: Timestamp) async throws -> Set<Int64> {
        guard let intent = try await outbox.intent(of: name),
            let file = try AppendFile.find(inode: intent.inode, near: path)
        else { return [] }
        guard try file.holds(intent) else {
            try await removePart(of: intent, from: file, outbox: outbox)
            return []
        }
        try file.sync()
        try await outbox.delivered(intent.deliveries, to: name, at: now)
        return Set(intent.deliveries)
    }

    /// Cuts off what is surely a part of our own bytes. Anything else stays: it is not ours to remove.
    private func removePart(of intent: FileAppend, from file: AppendFile, outbox: any Outbox) async throws {
        let tail = try file.read(at: intent.offset, count: intent.length)
        guard !tail.isEmpty, try file.size() == intent.offset + Int64(tail.count),
            let whole = try await bytes(of: intent, outbox: outbox), whole.starts(with: tail)
        else { return }
        try file.truncate(to: intent.offset)
    }

    /// The bytes written down, made once more from the rows; `nil` when they come out different (another version's form).
    private func bytes(of intent: FileAppend, outbox: any Outbox) async throws -> [UInt8]? {
        let (deliveries, _) = try await outbox.waiting(for: name, limit: intent.deliveries.count, now: .endOfTime)
        guard deliveries.map(\.id) == intent.deliveries else { return nil }
        return [false, true].lazy
            .map { self.lines(of: deliveries, afterHalfLine: $0) }
            .first { $0.sha256 == intent.sha256 }
    }
}

extension AppendFile {
    fileprivate func holds(_ intent: FileAppend) throws(FileError) -> Bool {
        guard try size() >= intent.offset + Int64(intent.length) else { return false }
        return try read(at: intent.offset, count: intent.length).sha256 == intent.sha256
    }
}

extension [UInt8] {
    /// In lower-case hexadecimal.
    var sha256: String {
        var hash = SHA256()
        withUnsafeBytes { hash.update(bufferPointer: $0) }
        let digits = Array("0123456789abcdef".utf8)
        let bytes = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Timestamp {
    /// Later than any time an attempt waits for.
    static let endOfTime = Timestamp(seconds: 253_402_300_799)
}
