// SPDX-License-Identifier: Apache-2.0

import Watching

/// What a replay says at its end, on standard error.
enum ReplayText {
    static func summary(_ summary: Replay.Summary, told: Int) -> String {
        var parts = [
            "replayed \(summary.documents.grouped) document\(summary.documents == 1 ? "" : "s") with \(summary.entries.grouped) new entries: "
                + "\(summary.alerts.grouped) alerts" + (told < summary.alerts ? ", \(told.grouped) printed" : "")
        ]
        if summary.withoutDocument > 0 {
            parts.append("\(summary.withoutDocument.grouped) answers brought no document")
        }
        if summary.leftOut > 0 {
            let feeds = summary.unknownFeeds.count
            parts.append(
                "left out: \(summary.leftOut.grouped) of \(feeds) feed\(feeds == 1 ? "" : "s") not in this configuration"
            )
        }
        return parts.joined(separator: "; ")
    }
}
