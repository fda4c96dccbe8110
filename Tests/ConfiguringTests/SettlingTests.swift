// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuring

/// When changed files are read.
@Suite struct SettlingTests {
    private var settling = Settling(
        Settling.Pace(quiet: .milliseconds(700), writing: .seconds(5), longest: .seconds(30)))

    private mutating func note(_ file: String = "a", isWriting: Bool = false, at milliseconds: Int) {
        settling.note(file, isWriting: isWriting, now: .milliseconds(milliseconds))
    }

    @Test func `nothing is due while nothing has changed`() {
        #expect(settling.due == nil)
    }

    @Test mutating func `a hundred saves within a second are read once, when they have settled`() {
        for save in 0..<100 { note("file\(save % 7)", at: save * 10) }
        #expect(settling.due == .milliseconds(990 + 700))
        settling.reset()
        #expect(settling.due == nil)
    }

    @Test mutating func `a file that is being written is read when it is closed`() {
        note(isWriting: true, at: 0)
        #expect(settling.due == .seconds(5))
        note("b", at: 100)
        #expect(settling.due == .milliseconds(5_100))
        note(at: 200)
        #expect(settling.due == .milliseconds(900))
    }

    @Test mutating func `a file that is never closed is read all the same`() {
        note(isWriting: true, at: 0)
        note(isWriting: true, at: 3_000)
        #expect(settling.due == .seconds(8))
        for second in 4..<60 { note(isWriting: true, at: second * 1_000) }
        #expect(settling.due == .seconds(30))
    }
}
