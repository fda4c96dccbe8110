// SPDX-License-Identifier: Apache-2.0

package import Model

extension Entry {
    /// An entry with everything a test does not care about filled in.
    package static func sample(
        id: String? = "tag:news.example,2024:1", title: String = "Blinken in Beijing",
        url: String? = "https://news.example/1", summary: String = "The US Secretary of State met Xi Jinping.",
        content: String = "", published: Timestamp? = Timestamp(seconds: 1_714_154_400)
    ) -> Entry {
        Entry(id: id, title: title, url: url, summary: summary, content: content, published: published, language: "en")
    }
}

extension Alert {
    package static func sample(
        id: String = "5f0c1a2b3c4d5e6f", kind: Kind = .new, title: String = "Blinken in Beijing",
        url: String? = "https://news.example/1", priority: Priority = .notice
    ) -> Alert {
        Alert(
            id: id, kind: kind, topic: "us-china", score: 1.7, title: title, url: url,
            entryID: "tag:news.example,2024:1", feed: "https://news.example/feed.xml", feedTitle: "Example News",
            published: Timestamp(seconds: 1_714_154_400), seen: Timestamp(seconds: 1_714_154_711), language: "en",
            storyID: "00112233445566ff", outlets: 1, priority: priority,
            why: [
                Reason(
                    signal: "@china NEAR/8 @us", points: 1, field: "title", terms: ["Blinken in Beijing"],
                    snippet: "Blinken in Beijing")
            ])
    }
}
