// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Model
import Storing
import Watching

struct ConfigShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The files of a configuration that was in force, or what was wrong with one that was refused.",
        discussion: """
            --diff M prints what changed from M to it, as a patch: `feedwatch config show 7 --diff 9 | git apply` in the \
            configuration's directory takes the files of 9 back to those of 7. Of a refused configuration no file is kept.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: "Its number (see feedwatch config history); without one, that in force.")
    var number: Int?

    @Option(help: "Print the difference from this one, not the whole files.")
    var diff: Int?

    func run() throws {
        let store = try configurationOptions.openStore()
        let wanted = try generation(number, in: store)
        guard wanted.isAccepted else { return showProblems(of: wanted) }
        let files = try store.files(ofGeneration: wanted.number)
        guard let diff else { return show(files) }
        let other = try generation(diff, in: store)
        guard other.isAccepted else { throw Failure("configuration \(diff) was refused: its files are not kept") }
        show(files, from: try store.files(ofGeneration: other.number))
    }

    private func generation(_ number: Int?, in store: StoreReader) throws -> Generation {
        guard let number else {
            if let newest = try store.lastAcceptedGeneration() { return newest }
            throw Failure("no configuration is remembered yet; `feedwatch run` begins to")
        }
        if let found = try store.generations(limit: .max).first(where: { $0.number == number }) { return found }
        throw Failure(
            "there is no configuration \(number); `feedwatch config history --limit 0` lists those that are kept")
    }

    private func showProblems(of generation: Generation) {
        Terminal.print("configuration \(generation.number) was refused at \(generation.at.rfc3339):")
        for problem in generation.problems { Terminal.print(Printable.line(problem)) }
        let more = generation.problemCount - generation.problems.count
        if more > 0 { Terminal.print("and \(more) more") }
    }

    /// As head(1) shows several files.
    private func show(_ files: [GenerationFile]) {
        for (index, file) in files.enumerated() {
            if index > 0 { Terminal.print("") }
            Terminal.print("==> \(Printable.line(file.name)) <==")
            Terminal.write(printable(file), to: 1)
        }
    }

    private func show(_ files: [GenerationFile], from others: [GenerationFile]) {
        let before = Dictionary(others.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for name in Set(before.keys).union(after.keys).sorted() {
            let patch = UnifiedDiff(before[name].map(printable), after[name].map(printable))
            Terminal.write(patch.text(path: Printable.line(name)), to: 1)
        }
    }

    /// On a terminal nothing in a file acts on it; a pipe gets the file as it was.
    private func printable(_ file: GenerationFile) -> String {
        Terminal.isOutputTerminal ? Printable.lines(file.text, keepingTabs: true) : file.text
    }
}
