// SPDX-License-Identifier: Apache-2.0
// Feeds for the program to read: what they hold is known, so what must be told is known too.

/// An RSS document made of numbered items.
struct SampleFeed {
    let name: String
    /// How many items have been published; item numbers count from 1 and the newest comes first.
    var items: Int
    /// How many of the newest items the document shows.
    var window = 20

    /// Every third item is about US–China relations.
    static func isTold(_ item: Int) -> Bool { item % 3 == 0 }

    /// The ids of all items that must be told, in order of publication.
    var told: [String] {
        (1...max(1, items)).filter { $0 <= items && Self.isTold($0) }.map(id)
    }

    func id(_ item: Int) -> String { "tag:\(name).example,2026:\(item)" }

    var xml: String {
        let shown = (max(1, items - window + 1)...max(1, items)).filter { $0 <= items }.reversed()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0"><channel><title>\(name)</title><link>https://\(name).example/</link>
            <description>sample</description>
            \(shown.map(item).joined(separator: "\n"))
            </channel></rss>
            """
    }

    private func item(_ number: Int) -> String {
        let word = Self.word(number)
        let title =
            Self.isTold(number)
            ? "Beijing and Washington meet over \(word) in \(name)" : "Council debates \(word) budget in \(name)"
        return """
            <item><title>\(title)</title><link>https://\(name).example/\(number)</link>
            <guid isPermaLink="false">\(id(number))</guid>
            <description>Report \(number) on \(word) from the \(name) desk, \(Self.word(number * 7 + name.count)).</description>
            <pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate></item>
            """
    }

    /// A word of its own for each number, so that no two items read alike.
    private static func word(_ number: Int) -> String {
        let syllables = ["ba", "ke", "mo", "ti", "ru", "sa", "lo", "ne", "vi", "du"]
        return String(number).compactMap { $0.wholeNumberValue }.map { syllables[$0] }.joined() + "ran"
    }
}
