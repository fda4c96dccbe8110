// SPDX-License-Identifier: Apache-2.0

package import Model

/// Some words of one field, on one line, with what was found in them.
package struct Context: Sendable, Hashable {
    package let field: Field
    /// In the order of the text; joined they are the line.
    package let parts: [Part]

    package struct Part: Sendable, Hashable {
        package let text: String
        /// Whether it is what the signal found, rather than what stands around it.
        package let isFound: Bool
    }
}

extension Evidence {
    /// The words around what was found, at most `limit` lines. `entry` is the one matched.
    package func contexts(in entry: Entry, limit: Int) -> [Context] {
        FieldTexts(entry).contexts(spans, limit: limit)
    }
}
