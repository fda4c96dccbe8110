// SPDX-License-Identifier: Apache-2.0
// A new configuration is read beside the running one; with any error the old one stays.

package import Configuring
import Dispatch

/// Reads the configuration again and, where it is right, puts it into force. Reloads asked for together happen one
/// after another, so that the last one asked for wins.
package actor Reloader {
    private let reader: ConfigurationReader
    private let path: String
    private let watcher: Watcher
    private let diagnostics: Diagnostics
    private var last: Task<[Problem], Never>?

    /// `path` is the configuration's directory or main file.
    package init(reader: ConfigurationReader, path: String, watcher: Watcher, diagnostics: Diagnostics) {
        self.reader = reader
        self.path = path
        self.watcher = watcher
        self.diagnostics = diagnostics
    }

    /// - Returns: the problems found, warnings among them; the new configuration is in force unless one is an error.
    package func callAsFunction() async -> [Problem] {
        let task = Task { [last] in
            _ = await last?.value
            return await self.reload()
        }
        last = task
        return await task.value
    }

    /// What the command that asked for it is told.
    func answer() async -> ControlSocket.Answer {
        let problems = await self()
        return ControlSocket.Answer(
            status: problems.contains { $0.severity == .error } ? 3 : 0,
            text: problems.map { $0.text + "\n" }.joined())
    }

    private func reload() async -> [Problem] {
        let (configuration, problems) = await read()
        if let configuration {
            await watcher.replace(with: configuration)
        } else {
            await watcher.keepConfiguration(problems: problems.count)
            diagnostics.report(.reloadRefused(problems: problems.map(\.description)))
        }
        return problems
    }

    /// Reading files blocks, so it happens on a Dispatch thread.
    private func read() async -> (configuration: Configuration?, problems: [Problem]) {
        await withCheckedContinuation { done in
            DispatchQueue.global().async { [reader, path] in done.resume(returning: reader.read(at: path)) }
        }
    }
}
