// SPDX-License-Identifier: Apache-2.0
// Times as users write them: `mon-fri 07:00,18:00 Europe/Berlin`, `22:00-07:00`, `20/h`.

import Model

enum AttentionText {
    /// What is wrong with a text, and what would be right.
    struct Fault: Error {
        let message: String
        let advice: String

        init(_ message: String, _ advice: String) {
            (self.message, self.advice) = (message, advice)
        }
    }

    /// `[DAYS] TIME[,TIME…] [ZONE]`; without days it is every day, without a zone the machine's.
    static func weeklyTimes(_ text: String) throws(Fault) -> WeeklyTimes {
        var words = text.split(separator: " ")[...]
        guard let first = words.first else { throw Fault("there is no time", "write a time such as daily 07:00") }
        var days = Set(Weekday.allCases)
        if first.first?.isNumber == false {
            days = try self.days(words.removeFirst())
        }
        guard let list = words.popFirst() else { throw Fault("there is no time", "write a time such as \(text) 07:00") }
        var times: [Int64] = []
        for time in list.split(separator: ",", omittingEmptySubsequences: false) { times.append(try clock(time)) }
        return WeeklyTimes(days: days, times: times, zone: try zone(words))
    }

    /// `TIME-TIME [ZONE]`.
    static func quietHours(_ text: String) throws(Fault) -> QuietHours {
        let words = text.split(separator: " ")
        let ends = (words.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { throw Fault("\(text.quoted) has no two ends", "write it as 22:00-07:00") }
        let (start, end) = (try clock(ends[0]), try clock(ends[1]))
        guard start != end else {
            throw Fault("quiet hours that end as they begin", "remove the key, or use: feedwatch topics mute")
        }
        return QuietHours(from: start, to: end, zone: try zone(words.dropFirst()))
    }

    /// `N/h` or `N/d`.
    static func rate(_ text: String) throws(Fault) -> AlertRate {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let span = spans[String(parts[1])] else {
            throw Fault("\(text.quoted) is no rate", "write a number, '/' and h or d, such as 20/h or 100/d")
        }
        guard let count = Int(parts[0]), (1...10_000).contains(count) else {
            throw Fault("\(String(parts[0]).quoted) is no number from 1 to 10000", "write a rate such as 20/h")
        }
        return AlertRate(count: count, span: span)
    }

    private static let spans: [String: Duration] = ["h": .seconds(3_600), "d": .seconds(86_400)]

    /// `daily`, `mon`, `mon-fri`, `sat,sun`; a range may go over the end of the week.
    private static func days(_ text: Substring) throws(Fault) -> Set<Weekday> {
        if text == "daily" { return Set(Weekday.allCases) }
        var days: Set<Weekday> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            let first = try day(ends[0])
            let last = ends.count == 2 ? try day(ends[1]) : first
            guard ends.count <= 2 else { throw unknownDay(part) }
            let length = (last.rawValue - first.rawValue + 7) % 7
            for ahead in 0...length { days.insert(Weekday.allCases[(first.rawValue + ahead) % 7]) }
        }
        return days
    }

    private static func day(_ name: Substring) throws(Fault) -> Weekday {
        guard let day = Weekday.allCases.first(where: { $0.name == name.lowercased() }) else { throw unknownDay(name) }
        return day
    }

    private static func unknownDay(_ name: Substring) -> Fault {
        let known = ["daily"] + Weekday.allCases.map(\.name)
        let nearest = NearestWord.to(name.lowercased(), among: known).map { "did you mean '\($0)'?" }
        return Fault(
            "\(String(name).quoted) is no day", nearest ?? "write daily, mon-fri or sat,sun; the zone comes last")
    }

    /// `HH:MM`, 00:00 to 23:59, in seconds after midnight.
    private static func clock(_ text: Substring) throws(Fault) -> Int64 {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int64(parts[0]), let minute = Int64(parts[1]), (0...23).contains(hour),
            (0...59).contains(minute)
        else {
            let advice = text == "24:00" ? "write 00:00" : "write hours and minutes from 00:00 to 23:59, such as 07:00"
            throw Fault("\(String(text).quoted) is no time", advice)
        }
        return hour * 3_600 + minute * 60
    }

    private static func zone(_ words: ArraySlice<Substring>) throws(Fault) -> Zone {
        guard let name = words.first else { return ZoneFiles.machine }
        guard words.count == 1 else {
            throw Fault("\(String(words[words.startIndex + 1]).quoted) stands behind the zone", "remove it")
        }
        guard let zone = ZoneFiles.zone(named: String(name)) else {
            throw Fault("there is no time zone \(String(name).quoted)", ZoneFiles.advice(for: String(name)))
        }
        return zone
    }
}
