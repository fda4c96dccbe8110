// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Parsing

struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Parse feed documents: one JSON object a file, in order.",
        discussion:
            "A file that is no feed gives {\"error\":…} on its line, and status 1 at the end. - is standard input.")

    @Option(help: "The Content-Type the document was served with.")
    var contentType: String?

    @Option(name: .customLong("base-url"), help: "The URL the document was served from; links are resolved against it.")
    var baseURL: String?

    @Argument(help: "The files to parse.")
    var files: [String]

    func run() throws {
        let parser = FeedParser()
        var hasFailed = false
        for file in files {
            do {
                let stream = parser.open(contentType: contentType, baseURL: baseURL)
                try InputFile.read(file) { try stream.push($0) }
                Terminal.print(try stream.finish().jsonLine())
            } catch {
                hasFailed = true
                Terminal.print(try FormatOptions.json(["error": "\(file): \(error)"]))
            }
        }
        if hasFailed { throw ExitCode.failure }
    }
}
