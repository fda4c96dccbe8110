// SPDX-License-Identifier: Apache-2.0
// All expressions of a topic, read together because groups hold for all of them.

/// The expressions of one topic.
package struct QuerySet: Sendable {
    /// For each group of the source, its items as alternatives; no group holds itself.
    package let groups: [Expression]
    package let signals: [Expression]
    package let require: [Expression]
    package let exclude: [Expression]

    /// Reads every expression and tells every problem, in the order of the source: groups, signals, require, exclude.
    /// `queries` is `nil` where one of the problems is an error.
    package static func read(_ source: QuerySource) -> (queries: QuerySet?, problems: [QueryProblem]) {
        var reader = QueryReader(source)
        let groups = reader.readGroups()
        let signals = reader.read(source.signals, at: QueryPlace.signal)
        let require = reader.read(source.require, at: QueryPlace.require)
        let exclude = reader.read(source.exclude, at: QueryPlace.exclude)
        reader.warn(of: exclude)
        guard reader.problems.allSatisfy(\.isWarning) else { return (nil, reader.problems) }
        let queries = QuerySet(groups: groups, signals: signals, require: require, exclude: exclude)
        return (queries, reader.problems)
    }
}

/// Reads the expressions of one source and collects the problems.
private struct QueryReader {
    let source: QuerySource
    let names: GroupNames
    var problems: [QueryProblem] = []

    init(_ source: QuerySource) {
        self.source = source
        names = GroupNames(source.groups.map(\.name))
    }

    /// The expressions that could be read.
    mutating func read(_ expressions: [String], at place: (Int) -> QueryPlace) -> [Expression] {
        expressions.enumerated().compactMap { index, text in parse(text, at: place(index))?.expression }
    }

    mutating func readGroups() -> [Expression] {
        var graph = GroupGraph(count: source.groups.count)
        var groups: [Expression] = []
        for (index, group) in source.groups.enumerated() {
            var parts: [Expression] = []
            for (item, text) in group.items.enumerated() {
                let place = QueryPlace.group(index, item: item)
                guard let query = parse(text, at: place) else { continue }
                graph.add(query.references, from: index, at: place)
                if query.expression.isTerm { parts.append(query.expression) } else { refuse(place) }
            }
            groups.append(.any(parts))
        }
        problems += graph.cycles.map { edge in
            QueryFault(
                edge.extent.column, length: edge.extent.length, "the group contains itself",
                "take one of the groups out of this circle"
            )
            .problem(at: edge.place)
        }
        return groups
    }

    /// Warns of `exclude` expressions, when all of them could be read and so keep their numbers.
    mutating func warn(of exclude: [Expression]) {
        guard exclude.count == source.exclude.count else { return }
        for (index, expression) in exclude.enumerated() {
            guard let fault = QueryLint.warning(aboutExclude: expression) else { continue }
            problems.append(fault.problem(at: .exclude(index), isWarning: true))
        }
    }

    private mutating func refuse(_ place: QueryPlace) {
        let fault = QueryFault(
            "a group holds terms, groups and NEAR only", "put AND, NOT and field names into the signal")
        problems.append(fault.problem(at: place))
    }

    private mutating func parse(_ text: String, at place: QueryPlace) -> ParsedQuery? {
        do {
            let query = try QueryParser.parse(text, groups: names)
            problems += QueryLint.warnings(about: query).map { $0.problem(at: place, isWarning: true) }
            return query
        } catch {
            problems.append(error.problem(at: place))
            return nil
        }
    }
}
