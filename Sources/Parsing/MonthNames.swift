// SPDX-License-Identifier: Apache-2.0
// The twelve months in the languages that feeds are written in, whole and shortened, in the cases that dates take.

enum MonthNames {
    /// 1 to 12 by a name in lower case; `nil` for what is no month. English is not in it (see `DateWords`).
    static func number(of name: String) -> Int? {
        table[name]
    }

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        for line in lines {
            for (index, name) in line.split(separator: " ").enumerated() where table[String(name)] == nil && name != "-"
            {
                table[String(name)] = index + 1
            }
        }
        return table
    }()

    /// Twelve names a line, `-` for none. Where two languages do not agree on a name, the earlier line has it.
    static let lines = [
        // German
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jänner feber mär apr - - - - sept okt nov dez",
        "jän - maerz - - - - - - - - -",
        // French
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr mars avr mai juin juil aoû sept oct nov déc",
        "- fév - - - - jui aout - - - -",
        "- fevrier - - - - - - - - - decembre",
        // Spanish
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago set oct nov dic",
        "- - - - - - - - setiembre - - -",
        // Portuguese
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "- - marco - - - - - - - - -",
        // Italian
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "- - - - - - - - sett - - -",
        // Catalan
        "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
        // Romanian
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "ian feb mar apr mai iun iul aug sept oct noi dec",
        // Dutch
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        // Swedish, Danish, Norwegian
        "januari februari mars april maj juni juli augusti september oktober november december",
        "- - marts - maj - - - - - - desember",
        "- - - - - - - - - - - des",
        // Finnish
        "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
            + "marraskuuta joulukuuta",
        "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        // Estonian, Latvian, Lithuanian
        "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
        "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
        // Polish
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        // Czech and Slovak
        "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "január február marec apríl máj jún júl august september október november december",
        "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
        // Croatian, Slovenian and Serbian
        "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan - studeni prosinac",
        "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca",
        "- - mart - - jun jul avgust septembar oktobar novembar decembar",
        "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
        // Hungarian
        "január február március április május június július augusztus szeptember október november december",
        "jan febr márc ápr máj jún júl aug szept okt nov dec",
        // Turkish, and as it is left without its own letters
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "oca şub mar nis may haz tem ağu eyl eki kas ara",
        "- subat - - mayis - - agustos eylul - kasim aralik",
        // Indonesian and Malay
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "- - mac - - - julai ogos - - - disember",
        "- - - - - - - agu - - - -",
        // Russian
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
        "- февр - - - - - - сент - нояб -",
        // Ukrainian and Belarusian
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "січ лют бер кві тра чер лип сер вер жов лис гру",
        "- - - квіт трав черв - серп - жовт лист груд",
        "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
        // Bulgarian
        "януари февруари март април май юни юли август септември октомври ноември декември",
        // Greek, with and without accents
        "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος "
            + "δεκέμβριος",
        "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
            + "δεκεμβρίου",
        "ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ",
        "ιανουαριος φεβρουαριος μαρτιος απριλιος μαιος ιουνιος ιουλιος αυγουστος σεπτεμβριος οκτωβριος νοεμβριος "
            + "δεκεμβριος",
        "ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου "
            + "δεκεμβριου",
        "- - μαρ - μάϊ ιουν ιουλ αυγ σεπτ - νοε -",
        "- - - - μαϊ - - - - - - -",
        // Hebrew and Arabic
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
        "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "- - - ابريل - يونيه يوليه اغسطس - اكتوبر - -",
        // Hindi
        "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
        "- फरवरी - - - - - - सितम्बर अक्तूबर नवम्बर दिसम्बर",
        // Chinese
        "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
    ]
}
