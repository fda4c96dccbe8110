// SPDX-License-Identifier: Apache-2.0
// What is wrong with the expressions of a topic, and where.

/// The expressions of one topic as written.
package struct QuerySource: Sendable {
    package var groups: [(name: String, items: [String])]
    /// Expressions without their points.
    package var signals: [String]
    package var require: [String]
    package var exclude: [String]

    package init(
        groups: [(name: String, items: [String])] = [], signals: [String] = [], require: [String] = [],
        exclude: [String] = []
    ) {
        self.groups = groups
        self.signals = signals
        self.require = require
        self.exclude = exclude
    }
}

/// One expression of a `QuerySource`, by its indices there.
package enum QueryPlace: Sendable, Hashable {
    case group(Int, item: Int)
    case signal(Int)
    case require(Int)
    case exclude(Int)
}

/// An error or a warning about one expression.
package struct QueryProblem: Sendable, Hashable {
    package let place: QueryPlace
    /// Where the offending token begins: 1-based, in Unicode scalars, within the expression's text.
    package let column: Int
    /// How many scalars it takes; at least 1, and for the whole expression perhaps more than it has.
    package let length: Int
    package let isWarning: Bool
    /// What is wrong.
    package let message: String
    /// What would be right.
    package let advice: String
}

/// An error or warning before anybody said which expression it is in.
struct QueryFault: Error, Hashable {
    let column: Int
    let length: Int
    let message: String
    let advice: String

    init(_ column: Int, length: Int = 1, _ message: String, _ advice: String) {
        self.column = column
        self.length = length
        self.message = message
        self.advice = advice
    }

    /// Of one token.
    init(_ token: QueryToken, _ message: String, _ advice: String) {
        self.init(token.column, length: token.length, message, advice)
    }

    /// Of the expression as a whole.
    init(_ message: String, _ advice: String) {
        self.init(1, length: .max, message, advice)
    }

    func problem(at place: QueryPlace, isWarning: Bool = false) -> QueryProblem {
        QueryProblem(
            place: place, column: column, length: length, isWarning: isWarning, message: message, advice: advice)
    }
}
