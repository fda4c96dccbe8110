// SPDX-License-Identifier: Apache-2.0
// When the store was lost, the alert logs still say until when everything was told.

import Foundation
package import Model

package enum ToldBefore {
    /// The newest time of an alert in the logs and what `logrotate` made of them last (`PATH.1`); `nil` where there is
    /// none.
    ///
    /// Reads at most the last 256 KiB of each file: alerts are appended in order. Blocks.
    package static func newest(in paths: [String]) -> Timestamp? {
        paths.flatMap { [$0, $0 + ".1"] }.flatMap(times).max()
    }

    private static func times(in path: String) -> [Timestamp] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        guard let size = try? file.seekToEnd() else { return [] }
        try? file.seek(toOffset: size > 262_144 ? size - 262_144 : 0)
        let tail = (try? file.readToEnd()).flatMap { $0 } ?? Data()
        return tail.split(separator: UInt8(ascii: "\n")).compactMap(seen)
    }

    private struct Line: Decodable { let seen: Date }

    /// A line of alerts.log begins with its time; one of alerts.jsonl has it under `seen`.
    private static func seen(_ line: Data) -> Timestamp? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let time = String(decoding: line.prefix(20), as: UTF8.self)
        let moment =
            (try? decoder.decode(Line.self, from: line))?.seen
            ?? (try? Date(time, strategy: .iso8601))
        return moment.map { Timestamp(seconds: Int64($0.timeIntervalSince1970)) }
    }
}
