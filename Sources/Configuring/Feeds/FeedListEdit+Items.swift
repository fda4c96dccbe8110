// SPDX-License-Identifier: Apache-2.0
// Which characters of a feed list are one item's.

import Yams

extension FeedListEdit {
    /// How an item stands in the list.
    enum Item {
        /// On lines of its own: from the one of its dash to that of its last key, and to what is indented like its keys.
        case lines(ClosedRange<Int>)
        /// Between brackets: the n-th of them.
        case between(FlowList, Int)
    }

    /// The item with this 0-based number; `nil` where there is none, or where it cannot be told from its neighbours.
    func item(_ number: Int) -> Item? {
        guard let list, let items = list.sequence, items.indices.contains(number),
            let start = lines.index(of: list.place)
        else { return nil }
        if let flow = FlowList(in: scalars, at: start) {
            return flow.items.count == items.count ? .between(flow, number) : nil
        }
        guard let first = line(ofDashBefore: items[number]) else { return nil }
        let isLast = number + 1 == items.count
        guard let next = isLast ? lines.count + 1 : line(ofDashBefore: items[number + 1]), next > first else {
            return nil
        }
        let last = (first..<next).last { $0 == first || !isBetweenItems($0) } ?? first
        return .lines(first...last)
    }

    /// The dashes of a block list stand in one column, with nothing but spaces before them.
    private func line(ofDashBefore item: Node) -> Int? {
        guard let list else { return nil }
        return (list.place.line...max(list.place.line, item.place.line)).last { number in
            let text = scalars[lines[number]]
            let dash = text.startIndex + list.place.column - 1
            guard text.indices.contains(dash), text[dash] == "-", text[..<dash].allSatisfy({ $0 == " " }) else {
                return false
            }
            return dash + 1 == text.endIndex || text[dash + 1].isBlank || text[dash + 1].isLineBreak
        }
    }

    /// Nothing, a comment that is not indented more than the list, or the end of the document.
    private func isBetweenItems(_ number: Int) -> Bool {
        let text = scalars[lines[number]]
        guard let sign = text.firstIndex(where: { !$0.isBlank && !$0.isLineBreak }) else { return true }
        if text.starts(with: "...".unicodeScalars) { return true }
        return text[sign] == "#" && sign - text.startIndex < (list?.place.column ?? 1)
    }
}
