// SPDX-License-Identifier: Apache-2.0
// The languages that are told apart, their letters by frequency. East Asian ones by their commonest characters, which
// make up half of a text.

extension WrittenLanguage {
    private static func latin(_ letters: String) -> Self { Self(letters, script: 0xC0...0x24F) }

    static let western = [
        latin("éàèêçôîùâûœëï"), latin("äüöß"), latin("óíáéñúü¿¡"), latin("ãçéáóêíõâàúô"), latin("àèòùìé"),
        latin("äåöé"), latin("øåæéö"), latin("íðáþöúóæýé"), latin("ëéïö"),
    ]
    static let centralEuropean = [
        latin("łęąóżśćńź"), latin("íáěéřčžýšůúóťňď"), latin("áíéčžšýúľťôňďäóĺŕ"), latin("áéöóőüíúű"),
        latin("ăîşţâ"), latin("čšžćđ"),
    ]
    static let turkish = [latin("ışüğçöİâ")]
    static let baltic = [latin("ėšįžųčąūę"), latin("āīēšņļūžģčķ"), latin("äõüöšž")]

    static let cyrillic = [
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "оанивіертслкдмупязьбгчйхцжїюєшщфґ",
        "аиоентрвслкдмпзбгчуяъщжхшцйьюф", "аоиенртсјкувмдплзгбчшцњћљхжђфџ", "аеноіртыслкдмпвузягбчйьшцюэўёжх",
    ].map { Self($0, script: 0x400...0x4FF) }
    static let greek = [Self("αοιετσνρκπυλμηςδγίόωάέθήχφύώβξζψ", script: 0x370...0x3FF)]
    static let hebrew = [Self("יוהלאתרבמשנדקעפחטזגצכסםןךףץ", script: 0x590...0x5FF)]
    static let arabic = [
        Self("ايلمنترعبدوهسفقكحجةصىأطشخضذغثزظءئإؤآ", script: 0x600...0x6FF),
        Self("ايردنهموتبشسکعزفقلخجگپحآصطغضچذظث", script: 0x600...0x6FF),
    ]
    static let thai = [
        Self(
            "านรกเ่องมยล้วดทตส\u{0E31}ปบคหแ\u{0E34}จพ\u{0E35}ช\u{0E37}ขใไโะ\u{0E38}ำ\u{0E39}ณศธผภฐ", script: 0xE00...0xE7F)
    ]

    static let chinese = [
        Self(
            "的一国在人中是有不大年和上为了到会这日我以时来个要他成对出地们学发作新用于生方业进行可现说工部分多家市后"
                + "能开动经同自下过公主全间高前面事长机就法本加民月理实者关化员第种政天体三二问北海定电外所子小报都最子"
                + "力合将被场目美等重没好体量当区内力制去产信之心得记两战网次相表道平物与其间水建解从想如里社平西明京",
            script: 0x4E00...0x9FFF, coverage: 0.55, others: 6_000)
    ]
    static let traditionalChinese = [
        Self(
            "的一國在人中是有不大年和上為了到會這日我以時來個要他成對出地們學發作新用於生方業進行可現說工部分多家市後"
                + "能開動經同自下過公主全間高前面事長機就法本加民月理實者關化員第種政天體三二問北海定電外所子小報都最子"
                + "力合將被場目美等重沒好體量當區內力制去產信之心得記兩戰網次相表道平物與其間水建解從想如里社平西明台",
            script: 0x4E00...0x9FFF, coverage: 0.55, others: 6_000)
    ]
    static let japanese = [
        Self(
            "のにるたはをとがしてでいなれさかもんあらこっりまうスきンよそくーだつけトルみイわせ日えめ年リラどアクドシ国ッ人"
                + "タ大本おじ会一レちフすマ中ジテプやロ出カ上サ月者事行コ地社時間学場分十生ムニ新政業市方メ部見発東同前ば後"
                + "べ民経主定力動議戦京府米回内家今高長体ウチキグデバパオナモハツビセエ二三",
            script: 0x3040...0x9FFF, coverage: 0.8, others: 4_000)
    ]
    static let korean = [
        Self(
            "이다는의에가을고은하한를지로도기사인대어서리나시자정아해일전수과부보제스그라주게만들원상으장여국구있세동경성했"
                + "조연공선비무우것와회유오신치안진계관소신미중면방미할화발히내문명생당업트위개적요러거되된습니까말",
            script: 0xAC00...0xD7A3, coverage: 0.7, others: 1_500)
    ]
}
