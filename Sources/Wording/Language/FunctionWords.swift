// SPDX-License-Identifier: Apache-2.0
// The words that every text of a language is full of, folded, but for those of one letter, which stand in names as
// well. Ten to thirty of them tell languages of one script apart on a few lines (Grefenstette, "Comparing Two Language
// Identification Schemes", 1995), where letter statistics need megabytes.

/// The function words of languages in Latin letters.
package enum FunctionWords {
    /// Whether a folded word is one in any of the languages.
    package static func contains(_ folded: [UInt8]) -> Bool { masks[WordHash.of(folded)] != nil }

    static let languages = words.map(\.language)

    /// By `WordHash`, the languages that have the word, as bits by their place in `languages`.
    static let masks: [UInt64: UInt32] = {
        var masks: [UInt64: UInt32] = [:]
        for (index, entry) in words.enumerated() {
            for word in entry.words.split(separator: " ") {
                masks[WordHash.of(Array(word.utf8)), default: 0] |= 1 << UInt32(index)
            }
        }
        return masks
    }()

    private static let words: [(language: String, words: String)] = [
        ("en", "the of and to in is that for on with as was by are from at it has have his be this which not but said"),
        (
            "de",
            "der die und das den von zu mit sich des auf fur ist im dem nicht ein eine als auch es aus nach wird bei"
        ),
        ("fr", "le la les des et du une est que dans qui pour pas sur au par plus avec ce il sont ne aux cette ses"),
        ("es", "el la los de las que en un una por con para del al se lo como su mas es fue sus este pero"),
        ("pt", "os as que do da dos das em um uma para com nao por no na ao foi sao pelo mais se seu"),
        ("it", "il la di che lo gli un una per con non del della dei delle sono al nel si da piu anche alla ha"),
        ("nl", "de het een en van in is dat op te zijn voor met niet aan er ook als bij naar door maar uit wordt om"),
        ("sv", "och att det som en pa ar av for med den till inte har om ett var kan fran vid men"),
        ("da", "og at det som en pa er af for med den til ikke har om et var fra ved men kan blev efter"),
        ("no", "og det som en pa er av for med den til ikke har om et var fra ved men kan ble etter"),
        ("pl", "na do nie sie jest ze to przez jak po od za jego oraz dla co byl ktory byla przed ich"),
        ("cs", "na se je ze do byl jako pro ale po za jeho od by to jsou ktery podle take pri byla pred"),
        ("tr", "ve bir bu da de icin ile olarak olan daha cok ne gibi sonra kadar ancak oldugu"),
        ("ro", "si de in la cu un pe din care nu este au mai pentru sa ca fost sau"),
        ("fi", "ja on ei se etta han oli mutta joka ovat myos kun niin ole sen"),
        ("hu", "az es hogy nem is egy meg volt de ez csak el mint szerint"),
        ("id", "yang dan di dengan untuk pada dari ini itu adalah tidak dalam akan oleh juga ke"),
    ]
}
