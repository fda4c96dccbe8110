// SPDX-License-Identifier: Apache-2.0

import Storing

/// Which files differ between two configurations, in words: "files: ~feeds.yaml +topics/taiwan.yaml".
struct FileChange: CustomStringConvertible {
    private let marks: [String]

    init(from old: [GenerationFile], to new: [GenerationFile]) {
        let before = Dictionary(old.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        marks = ConfigurationChange.marks(from: before, to: after)
    }

    var description: String {
        marks.isEmpty ? "no file changed" : "files: " + marks.joined(separator: " ")
    }
}
