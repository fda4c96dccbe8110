// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How much of a topic's alerts an edit may change: `20%`, or `20`.
struct ChangeLimit: ExpressibleByArgument {
    let percent: Double

    init?(argument: String) {
        let digits = argument.hasSuffix("%") ? String(argument.dropLast()) : argument
        guard let percent = Double(digits), percent.isFinite, percent >= 0 else { return nil }
        self.percent = percent
    }
}
