// SPDX-License-Identifier: Apache-2.0

import Wording

/// Words so common in English that as a term by themselves they match nearly everything, names in capitals among them.
package enum CommonWords {
    package static func contains(_ folded: [UInt8]) -> Bool {
        all.contains(String(decoding: folded, as: UTF8.self))
    }

    private static let all = Set(
        """
        a about across after again against all almost alone along already also although always am among an and \
        another any anything are around as at be because been before behind being below beside best between big both \
        but by can cannot cop could day did do does down during each either else enough even ever every everything \
        few first for from further get go good had has have he her here him himself his how however i ice if in \
        instead into is it its itself just last least less like long made make many may me might more most mr mrs ms \
        much must my never new no nor not nothing now of off old on once one only or other our out over own per \
        perhaps pm quite rather really said same say says several shall she should since so some something soon \
        still such take than that the their them then there these they this those though through thus time to \
        together too toward two under until up upon us use very was way we well were what when where whether which \
        while who whose why will with within without would year yes yet you your
        """.split(separator: " ").map(String.init))
}
