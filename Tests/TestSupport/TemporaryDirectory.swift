// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder of a test's own, removed with everything in it when the last reference goes.
package final class TemporaryDirectory: Sendable {
    /// Absolute, without a trailing slash.
    package let path: String

    package init() throws {
        path = NSTemporaryDirectory() + "feedwatch-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    package func path(_ name: String) -> String {
        path + "/" + name
    }

    /// Writes `text` to `name` (folders on the way are made) and returns the file's path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let file = path(name)
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}

extension TemporaryDirectory {
    /// The lines of the file `name` that are not empty; none where there is no file.
    package func lines(_ name: String) -> [String] {
        guard let data = FileManager.default.contents(atPath: path(name)) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
