// SPDX-License-Identifier: Apache-2.0
// Takes a feed out of a list: the lines of its item with the comments on them, and nothing else.

import Yams

extension FeedListEdit {
    /// The text without the item with this 0-based number; `nil` where the item cannot be told from its neighbours.
    func removing(_ number: Int) -> String? {
        switch item(number) {
        case nil: nil
        case .between(let flow, let number): replacing(reach(of: number, in: flow), with: "")
        case .lines(let range):
            if list?.sequence?.count == 1 { emptied(without: range) } else { replacing(indices(of: range), with: "") }
        }
    }

    func indices(of range: ClosedRange<Int>) -> Range<Int> {
        lines[range.lowerBound].lowerBound..<lines[range.upperBound].upperBound
    }

    /// A block list without items is nothing at all, which is better said: `feeds: []`.
    private func emptied(without range: ClosedRange<Int>) -> String? {
        guard let key = listKey, let start = lines.index(of: key.place),
            let colon = scalars[FlowList.endOfQuoted(scalars, start)...].firstIndex(of: ":")
        else { return nil }
        let item = indices(of: range)
        return string(scalars[...colon]) + " []" + string(scalars[(colon + 1)..<item.lowerBound])
            + string(scalars[item.upperBound...])
    }

    /// An item between brackets, the comma that goes with it, and its whole lines where nothing else is on them.
    func reach(of number: Int, in flow: FlowList) -> Range<Int> {
        let item = flow.items[number]
        let isLast = number >= flow.commas.count
        if isLast, let comma = comma(before: number, in: flow) { return comma..<item.upperBound }
        let end = isLast ? item.upperBound : flow.commas[number] + 1
        let afterBlanks = scalars[end...].firstIndex { !$0.isBlank } ?? scalars.count
        let lineStart = scalars[..<item.lowerBound].lastIndex(where: \.isLineBreak).map { $0 + 1 } ?? 0
        let isFirstOnLine = scalars[lineStart..<item.lowerBound].allSatisfy(\.isBlank)
        guard isFirstOnLine, let lineEnd = endOfLine(from: afterBlanks) else {
            return item.lowerBound..<(isLast ? end : afterBlanks)
        }
        return lineStart..<lineEnd
    }

    /// Behind the line break, if there is nothing but a comment before it.
    private func endOfLine(from index: Int) -> Int? {
        guard let lineBreak = scalars[index...].firstIndex(where: \.isLineBreak),
            index == lineBreak || scalars[index] == "#"
        else { return nil }
        let isPair = scalars[lineBreak] == "\r" && lineBreak + 1 < scalars.count && scalars[lineBreak + 1] == "\n"
        return lineBreak + (isPair ? 2 : 1)
    }

    /// The comma that is too much without the last item; where a comment stands between the two it may stay.
    private func comma(before number: Int, in flow: FlowList) -> Int? {
        guard number > 0 else { return nil }
        let comma = flow.commas[number - 1]
        let between = scalars[(comma + 1)..<flow.items[number].lowerBound]
        return between.allSatisfy { $0.isBlank || $0.isLineBreak } ? comma : nil
    }
}
