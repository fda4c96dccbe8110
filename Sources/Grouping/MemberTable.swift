// SPDX-License-Identifier: Apache-2.0

/// Remembered tellings by number, in arrival order. Numbers rise for ever; the oldest goes first.
struct MemberTable: Sendable {
    struct Member: Sendable {
        let telling: Telling
        let story: String
    }

    private var members: [Int: Member] = [:]
    private var first = 0
    private var next = 0

    var count: Int { members.count }
    var oldest: Member? { members[first] }
    var all: some Sequence<Member> { members.values }

    subscript(number: Int) -> Member? { members[number] }

    mutating func append(_ member: Member) -> Int {
        members[next] = member
        next += 1
        return next - 1
    }

    mutating func removeOldest() -> (number: Int, member: Member)? {
        guard let member = members.removeValue(forKey: first) else { return nil }
        first += 1
        return (first - 1, member)
    }
}
