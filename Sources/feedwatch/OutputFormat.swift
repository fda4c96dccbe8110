// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Watching

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct FormatOptions: ParsableArguments {
    @Option(help: "How to print: text or json.")
    var format: OutputFormat = .text

    /// One line of JSON for every reader, keys sorted.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return Printable.json(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
