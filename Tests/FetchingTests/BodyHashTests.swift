// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Fetching

struct BodyHashTests {
    private func document(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0) }
    }

    @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 33, 1_000])
    func `a document has one hash however it comes in parts`(count: Int) {
        let document = document(count)
        for size in [1, 2, 7, 15, 16, 17, 40] {
            var hash = BodyHash()
            for start in stride(from: 0, to: count, by: size) {
                hash.update(Array(document[start..<min(start + size, count)]))
                hash.update([])
            }
            #expect(hash.finish() == BodyHash.of(document))
        }
    }

    @Test func `documents that differ in a bit, in length or in order have different hashes`() {
        let document = document(70)
        var hashes: Set = [BodyHash.of(document), BodyHash.of(document + [0]), BodyHash.of(document.reversed())]
        hashes.formUnion((0..<70).map { BodyHash.of(Array(document[..<$0])) })
        for bit in 0..<560 {
            var other = document
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            hashes.insert(BodyHash.of(other))
        }
        #expect(hashes.count == 3 + 70 + 560)
        #expect(hashes.allSatisfy { $0.utf8.count == 32 })
    }

    @Test func `zeros alone are told apart by their number`() {
        let hashes = (0..<100).map { BodyHash.of([UInt8](repeating: 0, count: $0)) }
        #expect(Set(hashes).count == 100)
    }

    /// The store keeps it: another would read every feed once more.
    @Test func `it stays as it is`() {
        #expect(BodyHash.of(Array("abc".utf8)) == "c13be09e43ef48e810d4eb35a244b34c")
    }
}
