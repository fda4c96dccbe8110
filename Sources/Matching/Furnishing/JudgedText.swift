// SPDX-License-Identifier: Apache-2.0

/// The blocks of one text that are not plainly its own, and how much there is of each standing.
struct JudgedText {
    private(set) var bytes = StandingBytes()
    private var blocks: [(number: Int, range: Range<Int>, standing: BlockStanding)] = []
    private var count = 0

    /// Takes the blocks in order.
    mutating func add(_ range: Range<Int>, _ standing: BlockStanding) {
        bytes.add(range.count, standing)
        if standing != .own { blocks.append((count, range, standing)) }
        count += 1
    }

    /// The ranges that `bytes` leaves out, neighbours as one, and `ending` where it is no part of them.
    func leftOut(by bytes: StandingBytes, ending: Range<Int>?) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var last = -2
        for (number, range, standing) in blocks where bytes.leavesOut(standing) {
            if number == last + 1, let before = ranges.popLast() {
                ranges.append(before.lowerBound..<range.upperBound)
            } else {
                ranges.append(range)
            }
            last = number
        }
        if let ending, ranges.last.map({ $0.upperBound <= ending.lowerBound }) ?? true { ranges.append(ending) }
        return ranges
    }
}
