// SPDX-License-Identifier: Apache-2.0

import Wording

/// The elements or attributes of a vocabulary and what is known of each.
///
/// Two names may share a code where they are long. That does no harm: what is written is the spelling that stands here,
/// never the one that was read.
struct NameTable<Value: Sendable>: Sendable {
    struct Entry: Sendable {
        let name: StaticString
        let value: Value
    }

    /// In the order of the alphabet, that of bytes.
    let entries: [Entry]
    private var indices: HTMLNames<Int>

    init(_ groups: (Value, [StaticString])...) {
        entries = groups.flatMap { value, names in names.map { Entry(name: $0, value: value) } }
            .sorted { $0.name.description < $1.name.description }
        indices = HTMLNames(capacity: 512)
        for (index, entry) in entries.enumerated() { indices.insert(entry.name, index) }
    }

    /// The place among `entries`; `nil` for a name that is not here.
    func index(of name: HTMLElement) -> Int? {
        indices[name]
    }

    subscript(name: HTMLElement) -> Entry? {
        index(of: name).map { entries[$0] }
    }
}
