// SPDX-License-Identifier: Apache-2.0
// Writes `paused:` into an item of a feed list, and takes it out again.

import Yams

extension FeedListEdit {
    /// The text with `paused: VALUE` in the item with this 0-based number; `nil` where it cannot be written there.
    func pausing(_ number: Int, value: String) -> String? {
        guard let item = list?.sequence?[number] else { return nil }
        if let (_, old) = pair(in: item) { return range(of: old).map { replacing($0, with: value) } }
        if let flow = flow(of: item) {
            let comma = flow.needsNoComma ? flow.commas.last : nil
            let end = comma.map { $0 + 1 } ?? flow.items.last?.upperBound ?? flow.end
            return replacing(end..<end, with: (comma == nil ? ", " : " ") + "paused: " + value)
        }
        guard case .lines(let range) = self.item(number) else { return nil }
        let end = lines[range.upperBound].upperBound
        let margin = String(repeating: " ", count: item.place.column - 1)
        return wholeLines(string(scalars[..<end])) + margin + "paused: " + value + newline + string(scalars[end...])
    }

    /// The text without `paused:` in the item; `nil` where it cannot be taken out.
    func resuming(_ number: Int) -> String? {
        guard let item = list?.sequence?[number], let (key, value) = pair(in: item),
            let start = lines.index(of: key.place)
        else { return nil }
        if let flow = flow(of: item) {
            guard let place = flow.items.firstIndex(where: { $0.contains(start) }) else { return nil }
            return replacing(reach(of: place, in: flow), with: "")
        }
        let line = lines[key.place.line]
        let isAlone = scalars[line.lowerBound..<start].allSatisfy { $0 == " " } && value.place.line == key.place.line
        return isAlone ? replacing(line, with: "") : range(of: value).map { replacing($0, with: "false") }
    }

    private func pair(in item: Node) -> (key: Node, value: Node)? {
        item.mapping?.first { $0.key.scalar?.string == "paused" }.map { ($0.key, $0.value) }
    }

    private func flow(of item: Node) -> FlowList? {
        lines.index(of: item.place).flatMap { FlowList(in: scalars, at: $0) }
    }

    /// The characters of a scalar on one line.
    private func range(of node: Node) -> Range<Int>? {
        guard let scalar = node.scalar, let start = lines.index(of: node.place) else { return nil }
        let end = FlowList.endOfQuoted(scalars, start)
        let last = end == start ? start + scalar.string.unicodeScalars.count : end + 1
        return last <= scalars.count ? start..<last : nil
    }
}
