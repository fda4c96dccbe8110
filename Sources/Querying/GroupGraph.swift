// SPDX-License-Identifier: Apache-2.0
// Which group names which, to find circles.

struct GroupGraph {
    struct Edge {
        let to: Int
        let extent: ParsedQuery.Extent
        let place: QueryPlace
    }

    private var edges: [[Edge]]

    init(count: Int) {
        edges = Array(repeating: [], count: count)
    }

    mutating func add(_ references: [(group: Int, extent: ParsedQuery.Extent)], from group: Int, at place: QueryPlace) {
        edges[group] += references.map { Edge(to: $0.group, extent: $0.extent, place: place) }
    }

    /// The references that close a circle, one for each circle met in the order of the groups.
    var cycles: [Edge] {
        var found: [Edge] = []
        var state = [State](repeating: .new, count: edges.count)
        for group in edges.indices { visit(group, &state, &found) }
        return found
    }

    private enum State { case new, open, done }

    private func visit(_ group: Int, _ state: inout [State], _ found: inout [Edge]) {
        guard state[group] == .new else { return }
        state[group] = .open
        for edge in edges[group] {
            if state[edge.to] == .open { found.append(edge) } else { visit(edge.to, &state, &found) }
        }
        state[group] = .done
    }
}
