// SPDX-License-Identifier: Apache-2.0

import Wording

/// Words so common in English that as a term by themselves they match nearly everything, names in capitals among them.
enum CommonWords {
    static func contains(_ folded: [UInt8]) -> Bool {
        all.contains(String(decoding: folded, as: UTF8.self))
    }

    private static let all = Set(
        """
        a about across after again against all almost alone along already also although always am among an and \
        another any anything are around as at away be because become been before behind being below beside best \
        between big both bring but by came can cannot come comes cop could day did do does done down during each \
        either else enough even ever every everything far few first for from get go goes going gone good got great \
        had has have he her here him himself his how however i ice if in instead into is it its itself just knew \
        know last later least less let like long made make many may me might more most mr mrs ms much must my near \
        never new next no nor not nothing now of off often old on once one only or other our out over own per \
        perhaps pm put quite rather really said same saw say says see seem seen several shall she should show since \
        so some something soon still such take taken than that the their them then there these they thing things \
        think this those though through thus time to together too took toward two under until up upon us use used \
        very was way we well went were what when where whether which while who whole whose why will with within \
        without word would year yes yet you your
        """.split(separator: " ").map(String.init))
}
