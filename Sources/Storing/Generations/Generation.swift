// SPDX-License-Identifier: Apache-2.0
// The configurations that were in force, and those that were refused: what a reader learns of one.

package import Model

/// A configuration that the daemon looked at, as the store remembers it.
package struct Generation: Sendable, Hashable {
    /// Counts from 1; never used twice.
    package let number: Int
    /// When it was read.
    package let at: Timestamp
    package let cause: Cause
    /// Whether it came into force.
    package let isAccepted: Bool
    /// What it changed, in words; empty for one that was refused.
    package let change: String
    /// One line each; empty for one that was accepted. At most as many as `GenerationDraft.problemLimit`.
    package let problems: [String]
    /// How many problems there were.
    package let problemCount: Int

    /// Why the configuration was read.
    package enum Cause: String, Sendable, Hashable {
        /// The daemon started.
        case start
        /// Somebody asked: `feedwatch reload`, `systemctl reload` or SIGHUP.
        case reload
        /// A file changed.
        case file
    }
}

/// A file of a configuration, as it was read.
package struct GenerationFile: Sendable, Hashable {
    /// Relative to the configuration's directory: `feedwatch.yaml`, `topics/us-china.yaml`.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
    }

    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A configuration to be remembered.
package struct GenerationDraft: Sendable {
    let at: Timestamp
    let cause: Generation.Cause
    let outcome: Outcome
    /// Says by 16 digits what was read and what was wrong with it: equal for equal files.
    package let fingerprint: String

    /// What became of it.
    package enum Outcome: Sendable {
        /// It came into force. `change` says in words what is new.
        case accepted(change: String)
        /// The one before it stays in force. Its files are not kept: what stands in the wrong place may be a secret.
        case refused(problems: [String])
    }

    let files: [GenerationFile]

    /// Of the accepted ones and of the refused ones each, the newest so many are kept.
    package static let keptOfEachKind = 50

    /// More problems than these are counted, not kept.
    package static let problemLimit = 50

    /// `files` are all that were read, those of a refused configuration, too.
    package init(at: Timestamp, cause: Generation.Cause, files: [GenerationFile], outcome: Outcome) {
        (self.at, self.cause, self.files, self.outcome) = (at, cause, files, outcome)
        if case .refused(let problems) = outcome {
            fingerprint = Self.fingerprint(of: files, problems: problems)
        } else {
            fingerprint = Self.fingerprint(of: files)
        }
    }

    /// Of what was read, before anything comes of it. `problems` are those that make it be refused: a folder that cannot
    /// be listed has no bytes to differ by.
    package static func fingerprint(of files: [GenerationFile], problems: [String] = []) -> String {
        ShortHash.hexadecimal(files.flatMap { [$0.name, ShortHash.hexadecimal($0.bytes)] } + problems)
    }
}
