// SPDX-License-Identifier: Apache-2.0
// Marks that are stacked on one character without end reach over the lines above and below: a title can cover others.

/// Counts the combining marks on the character at hand, as a text goes by.
package struct MarkRun {
    /// No language needs as many (Unicode Annex 15, §13, has 30 for any text; Tibetan and Hebrew with all their points
    /// come to six).
    private static let most = 8
    private var count = 0

    package init() {}

    /// Whether `scalar` is a mark beyond those that one character may carry. To be called with each scalar in order.
    package mutating func exceeds(by scalar: Unicode.Scalar) -> Bool {
        // Below U+0300 there is none.
        guard scalar.value >= 0x300, scalar.isMark else {
            count = 0
            return false
        }
        count += 1
        return count > Self.most
    }
}

extension Unicode.Scalar {
    /// Takes no room of its own; spacing marks do.
    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }
}
