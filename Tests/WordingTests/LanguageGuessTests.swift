// SPDX-License-Identifier: Apache-2.0

import Testing
import Wording

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        ("en", "The minister said that talks with the two companies are to be held in the capital next week."),
        (
            "de",
            "Der Minister sagte, dass die Gespräche mit den beiden Firmen nächste Woche in der Hauptstadt stattfinden."
        ),
        ("fr", "Le ministre a déclaré que les discussions avec les deux sociétés auront lieu dans la capitale."),
        ("es", "El ministro dijo que las conversaciones con las dos empresas se celebrarán en la capital."),
        ("pt", "O ministro disse que as conversas com as duas empresas não serão realizadas na capital do país."),
        ("it", "Il ministro ha detto che i colloqui con le due società si terranno nella capitale della regione."),
        ("nl", "De minister zei dat de gesprekken met het bedrijf niet in de hoofdstad van het land worden gehouden."),
        ("sv", "Ministern sade att samtalen med de två företagen inte ska hållas i huvudstaden, och att det är klart."),
        ("pl", "Minister powiedział, że rozmowy z firmami nie odbędą się w stolicy, jak to jest od lat przez rząd."),
        ("tr", "Bakan, iki şirket ile görüşmelerin başkentte olacağını ve bu konuda daha çok çalışacaklarını söyledi."),
        ("ru", "Министр сказал, что переговоры с двумя компаниями пройдут в столице, и это было бы хорошо для страны."),
        ("uk", "Міністр сказав, що переговори з двома компаніями відбудуться у столиці, і його країна їх підтримає."),
        ("zh", "部长说，与两家公司的会谈将于下周在首都举行。"), ("ja", "大臣は、二つの会社との会談が来週首都で行われると述べた。"),
        ("ko", "장관은 두 회사와의 회담이 다음 주 수도에서 열릴 것이라고 말했다."),
        ("ar", "قال الوزير إن المحادثات مع الشركتين ستعقد في العاصمة الأسبوع المقبل."),
        ("fa", "وزیر گفت که گفتگو با دو شرکت هفته آینده در پایتخت برگزار می‌شود."),
        ("el", "Ο υπουργός είπε ότι οι συνομιλίες"),
        ("he", "השר אמר כי השיחות עם שתי החברות יתקיימו בבירה"), ("th", "รัฐมนตรีกล่าวว่าการเจรจากับสองบริษัท"),
        ("hi", "मंत्री ने कहा कि दो कंपनियों के साथ बातचीत"),
    ])
    func `tells the language of a sentence`(language: String, text: String) {
        #expect(LanguageGuess.language(of: [text]) == language)
    }

    @Test(arguments: ["", "12:30 — 2024", "Beijing Taipei NATO", "Xi Jinping", "iPhone 15 Pro Max", "og"])
    func `says nothing where little is said`(text: String) {
        #expect(LanguageGuess.language(of: [text]) == nil)
    }

    @Test func `names in other letters do not turn a text`() {
        let text = "The president of the country was in Beijing (北京) for talks with the ministers of Россия and China."
        #expect(LanguageGuess.language(of: [text]) == "en")
    }
}
