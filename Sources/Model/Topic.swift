// SPDX-License-Identifier: Apache-2.0
// A topic as its file says it: the text of its expressions. `Querying` reads them, `Matching` compiles them.

/// What a user wants to be told about.
package struct Topic: Sendable, Hashable {
    /// The name of its file without `.yaml`.
    package let id: String
    package var name: String
    /// An entry whose score reaches this is told.
    package var threshold: Double
    /// Names for lists of alternatives; the order of the file.
    package var groups: [Group]
    package var signals: [Signal]
    /// Expressions of which every one must hold somewhere in the entry.
    package var require: [String]
    /// Expressions of which any one, holding in title or lead (or the field it names), vetoes the entry.
    package var exclude: [String]
    /// What a signal's points are worth by the field where it holds.
    package var weights: [Field: Double]
    /// The most that signals found only in the content add to a score.
    package var bodyCap: Double
    /// How many positive signals must hold.
    package var minimumSignals: Int
    /// BCP 47 primary tags in lower case; an entry of another known language is not matched. Empty for all.
    package var languages: [String]
    package var feeds: FeedSelection
    package var priority: Priority
    /// The only sinks told; `nil` for all that are on.
    package var sinks: [String]?
    /// When it may speak.
    package var attention: Attention

    package static let defaultWeights: [Field: Double] = [
        .title: 1.0, .summary: 0.7, .content: 0.4, .categories: 1.0, .author: 1.0, .url: 1.0,
    ]

    /// `bodyCap` `nil` takes the lesser of 0.6 and three quarters of the threshold; `weights` replace defaults key by key.
    package init(
        id: String, name: String? = nil, threshold: Double = 1.0, groups: [Group] = [], signals: [Signal],
        require: [String] = [], exclude: [String] = [], weights: [Field: Double] = [:], bodyCap: Double? = nil,
        minimumSignals: Int = 1, languages: [String] = [], feeds: FeedSelection = FeedSelection(),
        priority: Priority = .notice, sinks: [String]? = nil, attention: Attention = .none
    ) {
        self.id = id
        self.name = name ?? id
        self.threshold = threshold
        self.groups = groups
        self.signals = signals
        self.require = require
        self.exclude = exclude
        self.weights = Self.defaultWeights.merging(weights) { $1 }
        self.bodyCap = bodyCap ?? min(0.6, 0.75 * threshold)
        self.minimumSignals = minimumSignals
        self.languages = languages
        self.feeds = feeds
        self.priority = priority
        self.sinks = sinks
        self.attention = attention
    }

    /// `@name` in an expression stands for any one of `items`.
    package struct Group: Sendable, Hashable {
        package let name: String
        package let items: [String]

        package init(name: String, items: [String]) {
            self.name = name
            self.items = items
        }
    }

    /// `+points expression`; negative points count against the entry.
    package struct Signal: Sendable, Hashable {
        package let points: Double
        package let expression: String

        package init(points: Double, expression: String) {
            self.points = points
            self.expression = expression
        }
    }

    /// Patterns are globs (`*`, `?`) over the configured URL, or `tag:NAME`. An empty `include` takes every feed.
    package struct FeedSelection: Sendable, Hashable {
        package var include: [String]
        package var exclude: [String]

        package init(include: [String] = [], exclude: [String] = []) {
            self.include = include
            self.exclude = exclude
        }
    }
}

/// A syslog severity (RFC 5424 §6.2.1), by the names of syslog(3).
package enum Priority: Int, Sendable, Hashable, CaseIterable {
    case emerg, alert, crit, err, warning, notice, info, debug

    package init?(name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    package var name: String { "\(self)" }
}
