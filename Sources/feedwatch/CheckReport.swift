// SPDX-License-Identifier: Apache-2.0

import Configuring

/// The answer of `check` as JSON.
struct CheckReport: Encodable {
    let isValid: Bool
    let feeds: Int?
    let topics: Int?
    let problems: [Fault]
    /// Only with --store.
    let stored: [TopicCount]?

    struct Fault: Encodable {
        let file: String
        let line: Int
        let column: Int
        let severity: String
        let message: String
        let advice: String
        /// The source line; what is meant begins at the column.
        let source: String?
    }

    /// What a topic would have matched.
    struct TopicCount: Encodable {
        let topic: String
        let entries: Int
        let matched: Int
        let signals: Int
        let neverHeld: [Signal]

        enum CodingKeys: String, CodingKey {
            case topic, entries, matched, signals
            case neverHeld = "never_held"
        }
    }

    struct Signal: Encodable {
        let file: String
        let line: Int
        let points: Double
        let expression: String
    }

    enum CodingKeys: String, CodingKey {
        case feeds, topics, problems, stored
        case isValid = "valid"
    }

    init(_ configuration: Configuration?, _ problems: [Problem], _ stored: [TopicCount]?) {
        isValid = configuration != nil
        feeds = configuration?.feeds.count
        topics = configuration?.topics.count
        self.problems = problems.map { problem in
            Fault(
                file: problem.file, line: problem.line, column: problem.column, severity: problem.severity.rawValue,
                message: problem.message, advice: problem.advice, source: problem.excerpt?.text)
        }
        self.stored = stored
    }
}
