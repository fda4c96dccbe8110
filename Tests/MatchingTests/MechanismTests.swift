// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import Testing
import Wording

/// What trips engines that search bytes, or forget case, or know no distance: one plain rule, on HTML as feeds carry it.
/// A smoke test of the mechanism, no measure of quality.
@Suite struct MechanismTests {
    private static let topic = Topic(
        id: "t", threshold: 0.7,
        groups: [
            Topic.Group(
                name: "us",
                items: [
                    "US", "United States", "Washington", "États-Unis", "Estados Unidos", "Vereinigte* Staaten", "美国",
                    "美國",
                ]),
            Topic.Group(
                name: "china", items: ["China", "Chinese", "Beijing", "Pékin", "Pekín", "Peking", "中国", "中國"]),
        ],
        signals: [Topic.Signal(points: 1, expression: "@us NEAR/10 @china")])

    private func isTold(_ html: String) -> Bool {
        let entry = Entry(summary: VisibleText.ofHTML(html))
        return !TopicMatcher(topics: [Self.topic]).match(entry, from: nil).isEmpty
    }

    @Test(arguments: [
        ("plain words", "The US and China will open their hotline again"),
        ("dots", "The U.S. envoy flew home from Beijing on Friday"),
        ("a no-break space", "Growers in the United&nbsp;States wait for China to buy"),
        ("a dot as a reference", "New U&#46;S&#46; fees for ships that were built in Chinese yards"),
        ("capitals", "BEIJING ANSWERS WASHINGTON WITH DUTIES OF ITS OWN"),
        ("a soft hyphen", "The US asks Chi&shy;na for a list of ports"),
        ("accents apart from their letters", "Les E\u{301}tats-Unis et Pe\u{301}kin se parlent"),
        ("accents left out", "Les Etats-Unis et Pekin se parlent"),
        ("full width", "ＵＳ　ａｎｄ　Ｃｈｉｎａ　ｓｉｇｎ"),
        ("French", "Washington reçoit le ministre chargé du commerce de Pékin"),
        ("Spanish", "Estados Unidos retira aranceles y Pekín compra soja"),
        ("German", "Peking antwortet auf Zölle der Vereinigten Staaten"),
        ("Chinese without spaces", "美国与中国恢复军事热线"),
        ("traditional characters", "美國對中國加徵關稅"),
        ("possessives", "China’s answer to Washington’s letter came by sea"),
        ("markup inside a name", "The United <b>Sta</b>tes and <i>Chi</i>na signed"),
        ("a zero-width space", "Bei\u{200B}jing frees a teacher after talks with the US"),
        ("a dash", "US&ndash;China flights double"),
    ])
    func `finds both names near each other however they are written`(how: String, html: String) {
        #expect(isTold(html), "\(how)")
    }

    @Test(arguments: [
        ("small words", "Let us show you how china was painted"),
        ("a town in a town", "The bus to Chinatown stops at the museum"),
        ("parts of longer words", "Indochina and Belarus, a history of rails"),
        ("an address", "<a href=\"https://news.example/US/China/index.html\">Weather for the weekend</a>"),
        ("the text of a picture", "<img src=\"a.png\" alt=\"US and China flags\"> Our newsletter"),
        ("a comment and a script", "<!-- US China --><script>var topic = 'US China'</script>Good morning"),
        (
            "far apart",
            """
            The US open ended with a tie break late at night, and the winner thanked her mother, her coach, the people \
            who strung her rackets and everyone who stayed. In other news a potter near Nanjing was asked about China.
            """
        ),
        ("parts of another word in capitals", "A USB stick, and the machinations of a thief"),
    ])
    func `is not deceived by what only looks like the names`(how: String, html: String) {
        #expect(!isTold(html), "\(how)")
    }
}
