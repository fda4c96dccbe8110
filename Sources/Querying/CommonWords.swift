// SPDX-License-Identifier: Apache-2.0

import Wording

/// Words so common in English that as a term by themselves they match nearly everything, names in capitals among them.
enum CommonWords {
    static func contains(_ folded: [UInt8]) -> Bool {
        all.contains(String(decoding: folded, as: UTF8.self))
    }

    private static let all = Set(
        """
        a about after again all also am an and any are as at be been before best big but by can cop could day \
        did do does down even few first for from get go good had has have he her here him his how i ice if in into is \
        it its just last less like long made make many may me might more most much must my new no nor not now of off \
        old on one only or other our out over own per pm said same say says she should so some such take than that the \
        their them then there these they this those time to too two under until up us use very was way we well were \
        what when where which while who why will with would year yes yet you your
        """.split(separator: " ").map(String.init))
}
