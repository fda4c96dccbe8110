// SPDX-License-Identifier: Apache-2.0
// When the store was lost, the alert log still says until when everything was told.

import Foundation
package import Model

package enum ToldBefore {
    /// The newest `seen` in an alerts.jsonl; `nil` where the file is missing or holds none.
    ///
    /// Reads at most the last 256 KiB: alerts are appended in order. Blocks.
    package static func newest(in path: String) -> Timestamp? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let size = try? file.seekToEnd() else { return nil }
        try? file.seek(toOffset: size > 262_144 ? size - 262_144 : 0)
        let tail = (try? file.readToEnd()).flatMap { $0 } ?? Data()
        return tail.split(separator: UInt8(ascii: "\n")).compactMap(seen).max()
    }

    private struct Line: Decodable { let seen: Date }

    private static func seen(_ line: Data) -> Timestamp? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return (try? decoder.decode(Line.self, from: line)).map {
            Timestamp(seconds: Int64($0.seen.timeIntervalSince1970))
        }
    }
}
