// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of a configuration file, for editors.",
        discussion: """
            An editor with a YAML language server completes and checks the file whose first line says \
            # yaml-language-server: $schema=PATH. The shipped files name the copies in the schema folder beside them.
            """)

    @Argument(help: "Which file: \(ConfigurationSchema.File.allCases.map(\.rawValue).joined(separator: ", ")).")
    var file: ConfigurationSchema.File

    func run() {
        Terminal.write(ConfigurationSchema.json(for: file), to: 1)
    }
}

extension ConfigurationSchema.File: ExpressibleByArgument {}
