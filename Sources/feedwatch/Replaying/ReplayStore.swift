// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import Storing

/// The store that a replay fills: a new file that the user named, or one that goes away.
struct ReplayStore {
    let store: Store
    private let folder: String?

    init(keeping path: String?) throws {
        if let path {
            guard !FileManager.default.fileExists(atPath: path) else {
                throw Failure("\(path) is there already; a replay fills a new store")
            }
            (store, folder) = (try Self.open(path), nil)
            return
        }
        var template = Array((FileManager.default.temporaryDirectory.path + "/feedwatch-replay-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure("cannot make a folder for the replay's store: \(String(cString: strerror(errno)))")
        }
        let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        (store, folder) = (try Self.open(made + "/feedwatch.db"), made)
    }

    /// Removes what nobody wanted to keep.
    func discard() {
        if let folder { try? FileManager.default.removeItem(atPath: folder) }
    }

    private static func open(_ path: String) throws -> Store {
        do {
            return try Store.open(path: path, now: Timestamp(seconds: 0)).store
        } catch {
            throw Failure("\(error)")
        }
    }
}
