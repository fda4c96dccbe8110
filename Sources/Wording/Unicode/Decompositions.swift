// SPDX-License-Identifier: Apache-2.0
// Decomposition and canonical ordering of scalars (Unicode chapter 3.11, UAX #15), from the generated data.

/// Full decompositions, combining classes and the pairs that compose.
final class Decompositions: Sendable {
    private let canonical: [UInt32: [UInt32]]
    /// Only those that differ from the canonical ones.
    private let compatibility: [UInt32: [UInt32]]
    private let compositions: [UInt64: UInt32]
    let combiningClasses: ScalarTable<UInt8>

    static let shared = Decompositions()

    private init() {
        var classes = [UInt8](repeating: 0, count: ScalarTable<UInt8>.size)
        TableReader.forEachRun(in: UnicodeTables.combiningClasses) { run, value in
            for scalar in run { classes[scalar] = value }
        }
        combiningClasses = ScalarTable { classes[Int($0)] }
        let mappings = WrittenMappings()
        (canonical, compatibility) = mappings.expanded()
        compositions = mappings.compositions
    }

    /// Appends the full decomposition of one scalar, unordered.
    func append(_ scalar: UInt32, isCompatible: Bool, to out: inout [UInt32]) {
        if Hangul.isSyllable(scalar) { return Hangul.decompose(scalar) { out.append($0) } }
        if isCompatible, let parts = compatibility[scalar] { return out.append(contentsOf: parts) }
        if let parts = canonical[scalar] { return out.append(contentsOf: parts) }
        out.append(scalar)
    }

    /// Whether form C leaves the scalars as they are, as far as can be told without composing them.
    func isComposed(_ scalars: [UInt32]) -> Bool {
        var starter: UInt32?
        var last: UInt8 = 0
        for scalar in scalars {
            let order = combiningClasses[scalar]
            guard order == 0 || order >= last, canonical[scalar] == nil,
                starter.map({ composite($0, scalar) == nil }) ?? true
            else { return false }
            if order == 0 { starter = scalar }
            last = order
        }
        return true
    }

    /// Every scalar with a decomposition in the data (Hangul syllables have theirs by arithmetic).
    var decomposable: Set<UInt32> { Set(canonical.keys).union(compatibility.keys) }

    /// The primary composite of two scalars; `nil` where there is none.
    func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        Hangul.composite(first, second) ?? compositions[UInt64(first) << 32 | UInt64(second)]
    }

    /// Sorts each run of marks by combining class, equal ones in their order (UAX #15, canonical ordering).
    ///
    /// O(n log n) whatever the text: an entry may be nothing but marks.
    func reorder(_ scalars: inout [UInt32]) {
        var start = 0
        while start < scalars.count {
            guard combiningClasses[scalars[start]] != 0 else {
                start += 1
                continue
            }
            let end = scalars[start...].firstIndex { combiningClasses[$0] == 0 } ?? scalars.count
            sortRun(&scalars[start..<end])
            start = end
        }
    }

    private func sortRun(_ run: inout ArraySlice<UInt32>) {
        let keyed = run.enumerated().map { (order: combiningClasses[$1], place: $0, scalar: $1) }
        guard zip(keyed, keyed.dropFirst()).contains(where: { $0.order > $1.order }) else { return }
        let sorted = keyed.sorted { ($0.order, $0.place) < ($1.order, $1.place) }
        for (index, mark) in zip(run.indices, sorted) { run[index] = mark.scalar }
    }
}

/// The data as generated: one step of each decomposition.
private struct WrittenMappings {
    private var steps: [UInt32: Step] = [:]
    /// Pairs that compose, and what they compose to.
    private(set) var compositions: [UInt64: UInt32] = [:]

    private struct Step {
        let isCompatible: Bool
        let parts: [UInt32]
    }

    init() {
        var reader = TableReader(UnicodeTables.decompositions)
        var scalar: UInt32 = 0
        while let gap = reader.number(), let head = reader.number() {
            scalar += gap
            let parts = reader.numbers(Int(head >> 2))
            steps[scalar] = Step(isCompatible: head & 1 == 1, parts: parts)
            guard head & 3 == 0, parts.count == 2 else { continue }
            compositions[UInt64(parts[0]) << 32 | UInt64(parts[1])] = scalar
        }
    }

    /// Full decompositions; the compatible ones only where they differ.
    func expanded() -> (canonical: [UInt32: [UInt32]], compatibility: [UInt32: [UInt32]]) {
        var canonical: [UInt32: [UInt32]] = [:]
        var compatibility: [UInt32: [UInt32]] = [:]
        for scalar in steps.keys {
            let plain = full(scalar, isCompatible: false)
            let compatible = full(scalar, isCompatible: true)
            if plain != [scalar] { canonical[scalar] = plain }
            if compatible != plain { compatibility[scalar] = compatible }
        }
        return (canonical, compatibility)
    }

    /// A mapping may hold scalars that decompose further, at most a few levels deep.
    private func full(_ scalar: UInt32, isCompatible: Bool) -> [UInt32] {
        guard let step = steps[scalar], isCompatible || !step.isCompatible else { return [scalar] }
        return step.parts.flatMap { full($0, isCompatible: isCompatible) }
    }
}
