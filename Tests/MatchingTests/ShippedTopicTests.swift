// SPDX-License-Identifier: Apache-2.0

import Configuring
import Foundation
import Matching
import Model
import Testing

/// The topics of Config/ on headlines made up for them: each in six languages, and what only sounds like them.
@Suite struct ShippedTopicTests {
    private static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/Config/topics"
    private static let matcher = TopicMatcher(topics: TopicFile.readDirectory(folder).topics)

    private func told(_ title: String) -> [String] {
        Self.matcher.match(Entry(title: title), from: nil).map(\.topic)
    }

    @Test(arguments: [
        (
            "us-china",
            [
                "Treasury drafts rules for American money in Chinese laboratories",
                "Washington et Pékin prolongent leur trêve douanière",
                "USA und China senken ihre Zölle", "Estados Unidos sanciona a tres bancos de China",
                "США и Китай возобновили переговоры", "美国对中国货轮收取港口费", "美國與中國達成貿易協議",
                "XI AND TRUMP TO MEET IN THE SPRING", "House passes bill that would force the sale of TikTok",
                "FBI arrests two who were said to be agents of China in Brooklyn",
            ]
        ),
        (
            "taiwan",
            [
                "Two carriers off Taiwan as the mainland drills for a week",
                "Taïwan compte quarante avions militaires chinois",
                "China beginnt Manöver vor Taiwan", "Taiwán denuncia maniobras de China",
                "Китай начал учения у берегов Тайваня", "解放军在台湾附近演习", "共軍軍機擾台",
            ]
        ),
        (
            "chips",
            [
                "The Hague asks for a licence for every chip machine sold to China",
                "Puces : Washington durcit ses restrictions",
                "Niederlande beschränken Export von Chip-Maschinen nach China",
                "Estados Unidos restringe la exportación de chips a China", "США ограничили экспорт чипов в Китай",
                "美国扩大芯片出口管制", "美國放寬晶片對華出口限制", "Trump threatens tariff on chips of every kind",
            ]
        ),
        (
            "ukraine-support",
            [
                "Norway buys shells for Ukraine", "Paris livre des missiles à l’Ukraine",
                "Berlin liefert der Ukraine Panzer", "España enviará munición a Ucrania",
                "Евросоюз ввёл санкции против России", "欧盟批准对乌克兰的贷款", "德國提供烏克蘭飛彈",
                "Navy boards tanker of the shadow fleet",
            ]
        ),
        (
            "nato",
            [
                "Nato ministers quarrel over spending", "L’Otan renforce son flanc oriental",
                "Nato-Gipfel endet ohne Beschluss",
                "La OTAN celebra su cumbre", "НАТО проведёт учения", "北约秘书长访问日本", "北約峰會閉幕",
            ]
        ),
        (
            "gaza-truce",
            [
                "Israel and Hamas agree on a pause of four days", "Gaza : un cessez-le-feu d’une semaine",
                "Hamas lässt drei Geiseln frei", "Hamás libera a dos rehenes", "ХАМАС освободил заложников",
                "以色列与哈马斯达成停火协议", "哈馬斯釋放人質",
            ]
        ),
        (
            "ai-regulation",
            [
                "Parliament votes on artificial intelligence law", "L’Europe adopte une loi sur l’IA",
                "Bundestag berät über KI-Gesetz", "España aprueba la ley de inteligencia artificial",
                "Госдума приняла закон об искусственном интеллекте", "中国发布人工智能管理办法", "立法院通過人工智慧基本法",
            ]
        ),
        (
            "fentanyl",
            [
                "Customs find fentanyl in a shipment of tiles", "Saisie de fentanyl : deux trafiquants arrêtés",
                "Fentanyl-Schmuggel: Kartell verliert Labor", "Decomisan fentanilo de un cártel",
                "Изъята партия фентанила, наркоторговцы задержаны", "警方查获走私芬太尼", "芬太尼前體出口受限 制裁三家公司",
            ]
        ),
    ])
    func `a shipped topic finds its news in six languages`(topic: String, titles: [String]) {
        for title in titles { #expect(told(title).contains(topic), "\(title)") }
    }

    @Test(arguments: [
        "Let us show you our new china", "A Chinese restaurant in Washington turns forty",
        "US beat China at table tennis",
        "Chinatown welcomes the Lunar New Year", "China’s economy grows more slowly",
        "Snooker: Trump into Beijing final",
        "Typhoon nears Taiwan", "Taiwan’s bubble tea wins a prize", "Fish and chips cost more than ever",
        "Colleagues chip in for a retiring nurse", "Poker chips taken from a safe",
        "Eurovision: Ukraine through to the final",
        "Russian drones hit Kyiv overnight", "Nato Grospellier wins a night of poker",
        "Ceasefire in Sudan holds for a second day",
        "Armistice Day is kept in silence", "Strike kills nine in Gaza City", "Ten AI tools for your garden",
        "AI stocks fall after a long summer", "Singer died of fentanyl, says coroner", "Cocaine found among bananas",
    ])
    func `what only sounds like a shipped topic stays silent`(title: String) {
        #expect(told(title) == [], "\(title)")
    }
}
