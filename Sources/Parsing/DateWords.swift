// SPDX-License-Identifier: Apache-2.0
// Month names as feeds of many languages write them, whole and shortened.

enum DateWords {
    /// 1 to 12; `nil` for what is no month.
    static func month(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
        guard word.count >= 2 else { return nil }
        if word.count == 3, word[0] < 0x80 { return english(word) ?? months[word.string.lowercased()] }
        let name = word.string.lowercased()
        if let month = months[name] { return month }
        guard word[0] < 0x80, word.count > 3, let month = english(UnsafeBufferPointer(rebasing: word[0..<3])) else {
            return nil
        }
        return englishMonths[month - 1].hasPrefix(name) ? month : nil
    }

    /// 1 for Monday to 7 for Sunday, by the first three letters of the English name; `nil` for what is none.
    static func weekday(_ name: String) -> Int? {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        return days.firstIndex(of: name.prefix(3).lowercased()).map { $0 + 1 }
    }

    /// PM and its kin; `nil` for other words.
    static func isAfternoon(_ word: UnsafeBufferPointer<UInt8>) -> Bool? {
        if word.equals("pm") { return true }
        if word.equals("am") { return false }
        guard word.count == 6 else { return nil }
        switch word.string {
        case "오후", "下午", "午後": return true
        case "오전", "上午", "午前": return false
        default: return nil
        }
    }

    private static func english(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
        switch UInt32(word[0] | 0x20) << 16 | UInt32(word[1] | 0x20) << 8 | UInt32(word[2] | 0x20) {
        case 0x6A_616E: 1
        case 0x66_6562: 2
        case 0x6D_6172: 3
        case 0x61_7072: 4
        case 0x6D_6179: 5
        case 0x6A_756E: 6
        case 0x6A_756C: 7
        case 0x61_7567: 8
        case 0x73_6570: 9
        case 0x6F_6374: 10
        case 0x6E_6F76: 11
        case 0x64_6563: 12
        default: nil
        }
    }

    private static let englishMonths = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static let months: [String: Int] = {
        var table: [String: Int] = [:]
        for (index, names) in names.enumerated() {
            for name in names.split(separator: " ") { table[String(name)] = index + 1 }
        }
        return table
    }()

    /// One line a month: German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Polish, Czech, Hungarian,
    /// Romanian, Turkish, Russian, Ukrainian, Greek, and whatever is left of English.
    private static let names = [
        "januar jänner janvier janv enero ene gennaio gen janeiro januari tammikuu styczeń stycznia sty leden ledna január "
            + "ianuarie ian ocak oca январь января янв січень січня січ ιανουάριος ιανουαρίου ιαν ιανουαριος",
        "februar feber février févr fév fevrier febrero febbraio fevereiro fev februari helmikuu luty lutego lut únor února "
            + "február februarie şubat şub февраль февраля фев февр лютий лютого лют φεβρουάριος φεβρουαρίου φεβ φεβρουαριος",
        "märz mär maerz mars marzo março maart mrt maaliskuu marzec marca březen března március márc martie mart март марта "
            + "мар березень березня бер μάρτιος μαρτίου μάρ μαρ μαρτιος",
        "avril avr abril abr aprile aprilie huhtikuu kwiecień kwietnia kwi duben dubna április ápr nisan nis апрель апреля апр "
            + "квітень квітня кві απρίλιος απριλίου απρ απριλιος",
        "mai mayo maggio mag maio mei maj toukokuu maja květen května május máj mayıs май мая травень травня тра "
            + "μάιος μαΐου μάϊ μαϊ μάι μαιος",
        "juni juin junio giugno giu junho kesäkuu czerwiec czerwca cze červen června június jún iunie iun haziran haz июнь июня "
            + "июн червень червня чер ιούνιος ιουνίου ιούν ιουν ιουνιος ιουνιου",
        "juli juillet juil julio luglio lug julho heinäkuu lipiec lipca lip červenec července július júl iulie iul temmuz tem "
            + "июль июля июл липень липня лип ιούλιος ιουλίου ιούλ ιουλ ιουλιος ιουλιου",
        "august août aout agosto ago augustus elokuu sierpień sierpnia sie srpen srpna augusztus ağustos ağu август августа авг "
            + "серпень серпня сер αύγουστος αυγούστου αύγ αυγ αυγουστος",
        "sept septembre septiembre settembre set setembro september syyskuu wrzesień września wrz září szeptember szept "
            + "septembrie eylül eyl сентябрь сентября сен сент вересень вересня вер σεπτέμβριος σεπτεμβρίου σεπ σεπτ",
        "oktober okt octobre octubre ottobre ott outubro out lokakuu październik października paź říjen října október octombrie "
            + "ekim eki октябрь октября окт жовтень жовтня жов οκτώβριος οκτωβρίου οκτ οκτωβριος",
        "novembre noviembre novembro marraskuu listopad listopada lis listopadu november noiembrie noi kasım kas ноябрь ноября "
            + "ноя нояб листопад листопада лис νοέμβριος νοεμβρίου νοέ νοε νοεμβριος",
        "dezember dez décembre déc decembre diciembre dic dicembre dezembro december joulukuu grudzień grudnia gru prosinec "
            + "prosince december decembrie aralık ara декабрь декабря дек грудень грудня гру δεκέμβριος δεκεμβρίου δεκ "
            + "δεκεμβριος",
    ]
}
