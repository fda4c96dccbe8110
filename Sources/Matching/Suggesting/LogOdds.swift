// SPDX-License-Identifier: Apache-2.0
// How much more often a word stands in one kind of texts than in another, in standard deviations.
//
// The log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn, "Fightin' Words" (2008, eq. 16 and
// 22), over texts that hold the word rather than over its occurrences: a word said ten times in one text is one witness. The
// prior is worth ten texts in which words are as frequent as in all texts known, so that three texts of thirteen do not look
// like certainty, and a rare word needs less to be news than a common one.

import Glibc

/// Two kinds of texts, by how many there are.
struct LogOdds {
    private static let priorTexts = 10.0

    let inside: Int
    let outside: Int

    /// The z-score of a word in `a` of the texts inside and `b` of those outside; `share` is that of all texts known that
    /// hold it. Positive where it stands for the inside.
    func score(_ a: Int, _ b: Int, share: Double) -> Double {
        let prior = max(0.01, Self.priorTexts * share)
        let (withA, withB) = (Double(a) + prior, Double(b) + prior)
        let withoutA = max(0.01, Double(inside) + Self.priorTexts - withA)
        let withoutB = max(0.01, Double(outside) + Self.priorTexts - withB)
        let difference = log(withA / withoutA) - log(withB / withoutB)
        return difference / (1 / withA + 1 / withB).squareRoot()
    }
}
