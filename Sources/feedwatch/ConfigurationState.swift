// SPDX-License-Identifier: Apache-2.0
// Which configuration is in force, and whether a newer one was refused: for `status`.

import Model
import Storing
import Watching

/// What the daemon made of the configuration, as the store remembers it.
struct ConfigurationState: Encodable {
    /// The number of the one in force, and since when it is.
    let generation: Int
    let since: String
    /// Since when newer ones are refused; `nil` where the newest is in force.
    let refusedSince: String?
    /// Of the newest one that was refused.
    let problems: [String]
    let problemCount: Int

    enum CodingKeys: String, CodingKey {
        case generation, since, problems
        case refusedSince = "refused_since"
        case problemCount = "problem_count"
    }

    /// `nil` where no configuration is remembered.
    init?(_ store: StoreReader) throws {
        guard let accepted = try store.lastAcceptedGeneration() else { return nil }
        let refused = try store.generations(limit: GenerationDraft.keptOfEachKind).prefix { !$0.isAccepted }
        generation = accepted.number
        since = accepted.at.rfc3339
        refusedSince = refused.last?.at.rfc3339
        problems = refused.first?.problems ?? []
        problemCount = refused.first?.problemCount ?? 0
    }

    var words: String {
        guard let refusedSince else { return "number \(generation), in force since \(since)" }
        let first = problems.first.map { ": " + Printable.line($0) } ?? ""
        let count = problemCount == 1 ? "1 problem" : "\(problemCount) problems"
        return "refused since \(refusedSince), number \(generation) stays in force; \(count)\(first)"
    }
}
