// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Model

/// The topics alone, for commands that need neither feeds nor a store.
enum TopicSource {
    /// The topics in `topics/` of the configuration at `path`; prints the problems and ends with status 3 on an error.
    static func topics(at path: String) throws -> [Topic] {
        guard FileManager.default.fileExists(atPath: path) else {
            Terminal.complain("\(path): error: no such file or directory; name a configuration by --config")
            throw ExitCode.configurationInvalid
        }
        let (topics, problems) = TopicFile.readDirectory(directory(at: path))
        for problem in problems { Terminal.complain(problem.description) }
        if problems.contains(where: { $0.severity == .error }) { throw ExitCode.configurationInvalid }
        return topics
    }

    /// The folder of the topics of the configuration at `path`.
    static func directory(at path: String) -> String {
        var isDirectory: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        let isFile = isThere && !isDirectory.boolValue
        return (isFile ? (path as NSString).deletingLastPathComponent : path) + "/topics"
    }
}
