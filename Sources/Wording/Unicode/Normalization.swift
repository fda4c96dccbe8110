// SPDX-License-Identifier: Apache-2.0
// Unicode normalisation forms C and KC (UAX #15) without Foundation, by the same tables as folding.

/// Composed forms of text. Both cost time and memory in proportion to the text; ASCII comes back at once.
package enum Normalization {
    /// Normalisation form C: the form that offsets of evidence count in.
    package static func composed(_ text: String) -> String {
        guard !isASCII(text) else { return text }
        return string(composed(text.unicodeScalars.map(\.value), isCompatible: false))
    }

    /// Normalisation form KC: also without fullwidth letters, ligatures and other compatibility forms.
    package static func compatiblyComposed(_ text: String) -> String {
        guard !isASCII(text) else { return text }
        return string(composed(text.unicodeScalars.map(\.value), isCompatible: true))
    }

    static func composed(_ scalars: [UInt32], isCompatible: Bool) -> [UInt32] {
        let tables = Decompositions.shared
        var decomposed: [UInt32] = []
        decomposed.reserveCapacity(scalars.count + scalars.count / 4)
        for scalar in scalars { tables.append(scalar, isCompatible: isCompatible, to: &decomposed) }
        tables.reorder(&decomposed)
        return compose(decomposed, tables)
    }

    /// UAX #15, D117: each scalar joins the last starter unless a mark of the same or a higher class stands between.
    private static func compose(_ scalars: [UInt32], _ tables: Decompositions) -> [UInt32] {
        var out: [UInt32] = []
        out.reserveCapacity(scalars.count)
        var starter: Int?
        var last: UInt8 = 0
        for scalar in scalars {
            let order = tables.combiningClasses[scalar]
            if let place = starter, out.count == place + 1 || last != 0 && last < order,
                let whole = tables.composite(out[place], scalar)
            {
                out[place] = whole
                continue
            }
            if order == 0 { starter = out.count }
            last = order
            out.append(scalar)
        }
        return out
    }

    private static func isASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0x80 }
    }

    private static func string(_ scalars: [UInt32]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.lazy.compactMap(Unicode.Scalar.init))
        return String(text)
    }
}
