// SPDX-License-Identifier: Apache-2.0
// One reading of a configuration: what it came to, and what it was read from.

/// A configuration directory as it was at one moment.
package struct ConfigurationSnapshot: Sendable {
    /// `nil` if a problem is an error.
    package let configuration: Configuration?
    /// Of every file, sorted by file and place.
    package let problems: [Problem]
    /// Every file that was read, also one with errors, in the order of reading.
    package let files: [SourceFile]

    /// Whether a problem keeps it from being used.
    package var isRefused: Bool { configuration == nil }

    package var errors: [Problem] { problems.filter { $0.severity == .error } }
}

/// A file as it was read.
package struct SourceFile: Sendable, Hashable {
    /// Relative to the configuration's directory: `feedwatch.yaml`, `topics/us-china.yaml`.
    package let name: String
    package let bytes: [UInt8]
}

/// What comes together while a configuration is read.
struct Findings {
    let directory: ConfigurationDirectory
    var problems: [Problem] = []
    private(set) var files: [SourceFile] = []

    init(in directory: ConfigurationDirectory) {
        self.directory = directory
    }

    /// Takes what the reading of one file came to.
    mutating func take(_ reading: Reading) {
        problems += reading.problems
        if let bytes = reading.bytes { files.append(SourceFile(name: directory.name(of: reading.file), bytes: bytes)) }
    }
}
