// SPDX-License-Identifier: Apache-2.0

package import Model

/// Moments as users write them: RFC 3339 in UTC, `2026-12-01T08:00:00Z`, without seconds or without a time if they like.
package enum TimeText {
    /// A day alone is its first second. `nil` for anything else that is not written so.
    package static func moment(_ text: String) -> Timestamp? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let date = numbers(first, "-", digits: [4, 2, 2]),
            let day = CivilDate(year: date[0], month: date[1], day: date[2])
        else { return nil }
        guard parts.count == 2 else { return Timestamp(seconds: day.daysSince1970 * 86_400) }
        guard parts[1].hasSuffix("Z") else { return nil }
        let time = parts[1].dropLast()
        guard let clock = numbers(time, ":", digits: [2, 2, 2]) ?? numbers(time, ":", digits: [2, 2]),
            clock[0] < 24, clock[1] < 60, clock.count < 3 || clock[2] < 60
        else { return nil }
        let seconds = clock[0] * 3_600 + clock[1] * 60 + (clock.count == 3 ? clock[2] : 0)
        return Timestamp(seconds: day.daysSince1970 * 86_400 + seconds)
    }

    private static func numbers(_ text: Substring, _ separator: Character, digits: [Int]) -> [Int64]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.count) == digits, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else {
            return nil
        }
        return parts.compactMap { Int64($0) }
    }
}
