// SPDX-License-Identifier: Apache-2.0
// A feed list as it is read to be changed: its bytes, its text and its feeds; and how what it would become is checked.

import Model
import Yams

/// One file of feeds in YAML.
struct FeedListText {
    let path: String
    let directory: ConfigurationDirectory
    /// `nil` where there is no file yet.
    let bytes: [UInt8]?
    let feeds: [FeedSettings]
    let edit: FeedListEdit
    private let environment: [String: String]

    /// Reads the file at `path`. A missing one is empty. Blocks.
    init(_ path: String, in directory: ConfigurationDirectory, environment: [String: String]) throws(FeedListError) {
        self.path = path
        self.directory = directory
        self.environment = environment
        var reading = Reading(file: path, directory: directory.absolutePath, environment: environment)
        bytes = try Self.bytes(of: path, &reading)
        guard let text = SourceText.decode(bytes ?? [], &reading) else { throw FeedListError(reading.problems) }
        let root = YAMLDocument.read(text, &reading)
        feeds = FeedListSettings.read(root, &reading)
        guard !reading.hasErrors else { throw FeedListError(reading.problems) }
        edit = FeedListEdit(text, root: root)
    }

    /// The number of the feed with this address, in any spelling of scheme and host.
    func number(of url: FeedURL) -> Int? {
        feeds.firstIndex { $0.url?.value.identity == url.identity }
    }

    /// What the file is with `text`, once that is seen to hold `wanted` and no fault. `about` is the number of the feed
    /// that `line` shall name, in the new list where `isNew`.
    ///
    /// - Throws: `advice` where the list is written in a way that the edit did not understand.
    func change(
        to text: String?, holding wanted: [Feed], about number: Int, isNew: Bool = true, advice: String
    ) throws(FeedListError) -> FeedListChange {
        var reading = Reading(file: path, directory: directory.absolutePath, environment: environment)
        let after = text.map { FeedListSettings.read(YAMLDocument.read($0, &reading), &reading) } ?? []
        guard let text, !reading.hasErrors, after.compactMap(\.feed) == wanted else {
            throw FeedListError("\(path): the list is written in a way that is not changed by a command", advice)
        }
        guard text.utf8.count <= ConfigurationFile.maximumListBytes else {
            let limit = SizeText.text(ConfigurationFile.maximumListBytes)
            throw FeedListError("\(path): the file would be larger than \(limit)", "put more feeds into feeds.d/")
        }
        let url = (isNew ? after : feeds)[number].url
        return FeedListChange(
            path: path, before: bytes, after: byteOrderMark + Array(text.utf8), line: url?.place.line ?? 1,
            url: url?.value.url ?? "")
    }

    private var byteOrderMark: [UInt8] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return bytes?.starts(with: mark) == true ? mark : []
    }

    private static func bytes(of path: String, _ reading: inout Reading) throws(FeedListError) -> [UInt8]? {
        guard ConfigurationFile.exists(path) else { return nil }
        let limit = ConfigurationFile.maximumListBytes
        guard let bytes = ConfigurationFile.bytes(of: path, limit: limit, &reading) else {
            throw FeedListError(reading.problems)
        }
        return bytes
    }
}
