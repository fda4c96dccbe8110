// SPDX-License-Identifier: Apache-2.0
// The first file of a topic, from a name and some terms: what `feedwatch topics add` writes.

import Querying

/// A topic file to begin with.
package struct TopicDraft: Sendable {
    /// From the name, for people: letters and digits in small letters, the rest as `-`. Empty for a name without any.
    package let id: String
    private let name: String
    private let terms: [String]

    /// The terms are set apart by commas; a comma within quotes belongs to its term.
    package init(name: String, terms: String) {
        self.name = YAMLText.cleaned(name)
        id = Self.id(of: name)
        self.terms = Self.split(terms)
    }

    /// What is wrong with the terms as the items of a group, each with the term; empty where the file can be written.
    package var faults: [String] {
        guard !terms.isEmpty else { return ["there is no term; write them as 'Arctic, Svalbard, Northwest Passage'"] }
        return QuerySet.read(QuerySource(groups: [("terms", terms)], signals: ["@terms"])).problems
            .filter { !$0.isWarning }
            .map { problem in
                guard case .group(_, let item) = problem.place else { return "\(problem.message); \(problem.advice)" }
                return "\(terms[item].quoted): \(problem.message); \(problem.advice)"
            }
    }

    package var yaml: String {
        """
        # yaml-language-server: $schema=../schema/topic.json
        name: \(YAMLText.scalar(name))

        groups:
          # The names of the thing, with their variants and in other languages. Write "tariff*" for any ending.
          terms:
        \(terms.map { "    - " + YAMLText.scalar($0) }.joined(separator: "\n"))

        signals:
          # Points are worth 1.0 in the title, 0.7 in the lead, 0.4 below it; an alert needs 1.0. So this one alerts
          # wherever a headline or a lead names a term; with +1.0 only a headline would.
          - +1.5 @terms
          # Words that change the meaning of yours, such as a sport or a namesake, count against:
          # - -2.0 snooker | restaurant

        """
    }

    private static func id(of name: String) -> String {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
        return words.joined(separator: "-")
    }

    private static func split(_ terms: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in YAMLText.cleaned(terms) {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    }
}
