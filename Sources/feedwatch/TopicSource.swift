// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Model

/// The topics alone, for commands that need neither feeds nor a store.
enum TopicSource {
    /// The topics in `topics/` of the configuration at `path`; prints the problems and ends with status 3 on an error.
    static func topics(at path: String) throws -> [Topic] {
        try requireConfiguration(at: path)
        return try topics(in: directory(at: path))
    }

    /// The topics of a folder, likewise.
    static func topics(in folder: String) throws -> [Topic] {
        let (topics, problems) = TopicFile.readDirectory(folder)
        for problem in problems { ProblemText.complain(problem) }
        if problems.contains(where: { $0.severity == .error }) { throw ExitCode.configurationInvalid }
        return topics
    }

    /// The topic that a user names by its id or by its file. Prints its problems and ends with status 3 on an error;
    /// what is wrong with other topics is nobody's business here.
    static func topic(_ name: String, at path: String) throws -> Topic {
        let isFile = isFile(name)
        if !isFile { try requireConfiguration(at: path) }
        let file = file(of: name, at: path)
        guard FileManager.default.fileExists(atPath: file) else {
            throw Failure(isFile ? "no file \(file)" : noTopic(name, in: directory(at: path)))
        }
        return try topic(file: file)
    }

    /// The topic of a file. Prints its problems and ends with status 3 on an error.
    static func topic(file: String) throws -> Topic {
        let (topic, problems) = TopicFile.read(fileAt: file)
        for problem in problems { ProblemText.complain(problem) }
        guard let topic else { throw ExitCode.configurationInvalid }
        return topic
    }

    /// The file of the topic that a user names by its id or by its file.
    static func file(of name: String, at path: String) -> String {
        isFile(name) ? name : "\(directory(at: path))/\(name).yaml"
    }

    private static func isFile(_ name: String) -> Bool {
        name.contains("/") || name.hasSuffix(".yaml")
    }

    /// The folder of the topics of the configuration at `path`.
    static func directory(at path: String) -> String {
        var isDirectory: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        let isFile = isThere && !isDirectory.boolValue
        return (isFile ? (path as NSString).deletingLastPathComponent : path) + "/topics"
    }

    /// Ends with status 3 where there is no configuration.
    static func requireConfiguration(at path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            Terminal.complain("\(path): error: no such file or directory; name a configuration by --config")
            throw ExitCode.configurationInvalid
        }
    }

    /// For a person who named a topic that is not there.
    static func noTopic(_ name: String, in folder: String) -> String {
        let ids = TopicFile.ids(in: folder)
        let known = ids.isEmpty ? "there is none" : "there are " + ids.prefix(40).joined(separator: ", ")
        return "no topic \(name) in \(folder); \(known)"
    }
}
