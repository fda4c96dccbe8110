// SPDX-License-Identifier: Apache-2.0

import Foundation

enum InputFile {
    /// The bytes of `path`, or of standard input for `-`.
    static func bytes(_ path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Failure("cannot read \(path): \(error.localizedDescription)")
        }
    }
}
