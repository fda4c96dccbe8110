// SPDX-License-Identifier: Apache-2.0
// A topic's file with some edits made as its author would make them by hand: comments, order and every other byte stay.
// What comes out is read again before anybody sees it.

package import Model
import Yams

/// Edits of one topic file.
package struct TopicPatch: Sendable {
    private let path: String
    private let text: String
    private let hasByteOrderMark: Bool
    private let file: TopicFile

    /// `nil` where the file does not read as a topic. Blocks.
    package init?(fileAt path: String) {
        var reading = Reading(file: path)
        var problems: [Problem] = []
        guard let file = TopicFile.read(at: path, &problems),
            let bytes = ConfigurationFile.bytes(of: path, limit: ConfigurationFile.maximumBytes, &reading),
            let text = SourceText.decode(bytes, &reading)
        else { return nil }
        self.path = path
        self.text = text
        self.file = file
        hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    }

    /// A unified diff that `patch -p1` and `git apply` take, from the folder that `shownPath` is relative to.
    ///
    /// Throws where the file is written in a way that cannot be edited like this.
    package func diff(_ changes: [TopicChange], shownPath: String) throws(TopicPatchError) -> String {
        let mark = hasByteOrderMark ? "\u{FEFF}" : ""
        return UnifiedDiff(mark + text, mark + (try edited(changes))).text(path: shownPath)
    }

    /// The file's text with the changes, which reads as the topic with the changes.
    func edited(_ changes: [TopicChange]) throws(TopicPatchError) -> String {
        guard let root = try? YAMLDocument.parse(text),
            let edited = TopicText(text, root: root, file.settings).applying(changes)
        else { throw TopicPatchError(path: path) }
        let topic = TopicFile.read(edited, file: path, id: file.topic.id).topic
        var expected = file.topic.applying(changes)
        if file.settings.bodyCap == nil { expected.bodyCap = topic?.bodyCap ?? 0 }
        guard topic == expected else { throw TopicPatchError(path: path) }
        return edited
    }
}

/// Why a topic's file cannot be edited.
package struct TopicPatchError: Error, CustomStringConvertible {
    fileprivate let path: String

    package var description: String {
        "\(path): the file is written in a way that cannot be edited; write each group and the signals as a list, with "
            + "'- ' before an item or in brackets"
    }
}
