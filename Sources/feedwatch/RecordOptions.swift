// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Watching

/// Whether `run` keeps what servers answer.
struct RecordOptions: ParsableArguments {
    @Option(
        name: .customLong("record"),
        help: ArgumentHelp(
            "Keep what servers answer in this directory, for `feedwatch replay`.",
            discussion:
                "As WARC files, compressed. No request, cookie or password is kept, but addresses as configured.",
            valueName: "dir"))
    var directory: String?

    @Option(name: .customLong("record-limit"), help: "How large the files may be together; the oldest go.")
    var limit = ByteSize(bytes: 1 << 30)

    /// - Throws: `Failure` where the directory cannot be used.
    func recorder(reporting diagnostics: Diagnostics) throws -> Recorder? {
        guard let directory else { return nil }
        do throws(RecordError) {
            return try Recorder(directory: directory, limit: limit.bytes) { diagnostics.report($0) }
        } catch {
            throw Failure("cannot \(error)")
        }
    }

    func validate() throws {
        guard limit.bytes >= 1 << 20 else { throw ValidationError("--record-limit is at least 1MiB") }
    }
}

/// A size on the command line, written as in the configuration: 16MiB, 1GiB.
struct ByteSize: ExpressibleByArgument {
    let bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
    }

    init?(argument: String) {
        guard let bytes = SizeText.bytes(argument) else { return nil }
        self.bytes = bytes
    }

    var defaultValueDescription: String { SizeText.text(bytes) }
}
