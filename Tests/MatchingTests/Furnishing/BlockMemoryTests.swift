// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Matching

/// Feeds that show one entry at a time.
struct BlockMemoryTests {
    private func entry(_ number: Int, _ furniture: String) -> Entry {
        Entry(title: "Headline \(number)", summary: "Only number \(number) says this.", content: furniture)
    }

    /// What is matched of each entry, polled one by one.
    private func kept(_ entries: [Entry], _ memory: inout BlockMemory) -> [String] {
        entries.map { entry in
            memory = memory.adding([entry])
            return entry.without(BlockCensus(memory, of: [entry]).furniture(of: entry)).content
        }
    }

    @Test func `the second entry shows the links that a feed repeats`() {
        var memory = BlockMemory()
        let texts = kept((0..<5).map { entry($0, "Home\nChina and the US") }, &memory)
        #expect(texts == ["Home\nChina and the US", "", "", "", ""])
    }

    @Test func `what is no longer repeated is forgotten`() {
        var memory = BlockMemory()
        _ = kept((0..<20).map { entry($0, "Old menu") }, &memory)
        _ = kept((20..<400).map { entry($0, "New menu") }, &memory)
        let last = kept([entry(400, "Old menu\nNew menu")], &memory)
        #expect(last == ["Old menu\n"])
    }

    @Test func `long entries do not push out what is repeated`() {
        var memory = BlockMemory()
        let entries = (0..<40).map { number in
            let links = (5..<39).contains(number) ? [] : ["Home", "Must read"]
            return entry(number, (links + (0..<200).map { "Line \($0) of \(number)" }).joined(separator: "\n"))
        }
        #expect(!kept(entries, &memory)[39].contains("Must read"))
        #expect(memory.blocks.count <= BlockMemory.limit)
    }
}
