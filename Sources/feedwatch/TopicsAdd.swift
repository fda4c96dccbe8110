// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Watching

struct TopicsAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Write a first file for a topic, to be refined.",
        discussion: """
            Example: feedwatch topics add 'Arctic security' 'Arctic, Svalbard, Northwest Passage'

            Writes topics/arctic-security.yaml, which alerts where a headline or a lead names one of the terms. A file \
            that is there is never replaced.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Option(help: "The topic's id; without it, made of the name.")
    var id: String?

    @Argument(help: ArgumentHelp("The topic's name, for people.", valueName: "name"))
    var name: String

    @Argument(help: ArgumentHelp("Terms, set apart by commas.", valueName: "terms"))
    var terms: String

    func run() throws {
        let draft = TopicDraft(name: name, terms: terms)
        guard draft.faults.isEmpty else { throw Failure(draft.faults.map(Printable.line).joined(separator: "\n")) }
        let id = id ?? draft.id
        try TopicSource.requireConfiguration(at: configurationOptions.path)
        let folder = TopicSource.directory(at: configurationOptions.path)
        let file = "\(folder)/\(id).yaml"
        let (topic, problems) = TopicFile.read(draft.yaml, file: file, id: id)
        guard topic != nil, TopicFile.isID(id) else {
            throw Failure(
                problems.first.map { "\($0)" }
                    ?? "\(id.debugDescription) can be no topic's id; give one of letters, digits, '-' and '_' by --id")
        }
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure("\(file) is there already; edit it, or give another id by --id")
        }
        try makeFolder(folder)
        try AtomicFile.write(Array(draft.yaml.utf8), to: file)
        for problem in problems { ProblemText.complain(problem) }
        Terminal.print("wrote \(file)\nnext: feedwatch topics test \(id)\(hint)")
    }

    /// Where the configuration was named, the next command needs it, too.
    private var hint: String { configurationOptions.config.map { " --config \($0)" } ?? "" }

    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure("cannot make \(path): \(error.localizedDescription)")
        }
    }
}
