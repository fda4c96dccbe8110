// SPDX-License-Identifier: Apache-2.0
// A match in the words of the entry, for alerts.

package import Model

extension Match {
    /// One reason for each signal of the evidence: the distinct texts found (at most 8) and about twelve words around
    /// the first of them, on one line. `entry` is the one matched.
    package func reasons(in entry: Entry) -> [Reason] {
        let texts = FieldTexts(entry)
        return evidence.map { evidence in
            Reason(
                signal: evidence.signal, points: evidence.points, field: evidence.field.rawValue,
                terms: texts.terms(evidence.spans, limit: 8),
                snippet: evidence.spans.first.map(texts.snippet) ?? "")
        }
    }
}
