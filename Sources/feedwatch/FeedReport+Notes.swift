// SPDX-License-Identifier: Apache-2.0
// What about a feed its reader may want to do something about, in words.

import Model

extension FeedReport {
    /// Something out of the ordinary: a word for it, and a sentence.
    struct Note {
        let word: String
        let text: String
    }

    /// The most urgent first; none for a feed that does well.
    var notes: [Note] {
        [trouble, silence, move, gap].compactMap(\.self)
    }

    /// What is said of a feed without a next poll: it is never polled, or as soon as it can be.
    func withoutPlan(isRunning: Bool) -> String {
        if health == "gone" || health == "paused" { return "never" }
        return isRunning ? "at once" : "with the next start"
    }

    private var trouble: Note? {
        if health == "gone" { return Note(word: health, text: "410 Gone: remove it from the feed list") }
        guard health == "failing" else { return nil }
        let streak = failures > 1 ? " (\(failures) times in a row)" : ""
        return Note(word: health, text: reason(of: lastError ?? "unknown") + streak)
    }

    /// Without the URL, which stands beside it.
    private func reason(of error: String) -> String {
        let openings = ["fetch \(url): ", "read \(url): "]
        return openings.first(where: error.hasPrefix).map { String(error.dropFirst($0.count)) } ?? error
    }

    private var silence: Note? {
        guard let rhythm, rhythm.isSilent else { return nil }
        let pause = Duration.seconds(rhythm.longestPauseSeconds).inWords
        return Note(
            word: "silent", text: "nothing new since \(lastNewEntry ?? "it was added"), its longest pause was \(pause)")
    }

    private var move: Note? {
        address.map { Note(word: "moved", text: "moved for good: write \($0) in the feed list") }
    }

    private var gap: Note? {
        guard let rhythm, rhythm.isOverflowing else { return nil }
        let times = rhythm.possibleGaps == 1 ? "" : " (\(rhythm.possibleGaps) times so far)"
        return Note(
            word: "gap", text: "hardly an entry of its last document was known\(times): some may have been missed")
    }
}
