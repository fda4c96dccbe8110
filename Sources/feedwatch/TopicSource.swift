// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Model

/// The topics alone, for commands that need neither feeds nor a store.
enum TopicSource {
    /// The topics in `topics/` of the configuration at `path`; prints the problems and ends with status 3 on an error.
    static func topics(at path: String) throws -> [Topic] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            Terminal.complain("\(path): error: no such file or directory; name a configuration by --config")
            throw ExitCode.configurationInvalid
        }
        let directory = isDirectory.boolValue ? path : (path as NSString).deletingLastPathComponent
        let (topics, problems) = TopicFile.readDirectory(directory + "/topics")
        for problem in problems { Terminal.complain(problem.description) }
        if problems.contains(where: { $0.severity == .error }) { throw ExitCode.configurationInvalid }
        return topics
    }
}
