// SPDX-License-Identifier: Apache-2.0

extension Store {
    /// Remembers a configuration and forgets those that are too old or too many.
    /// - Returns: its number; `nil` where the newest one that is remembered is the same.
    @discardableResult
    package func record(_ draft: GenerationDraft) throws(StoreError) -> Int? {
        try write("remember the configuration") { db in
            let rows = GenerationRow(db)
            guard try rows.newestFingerprint != draft.fingerprint else { return nil }
            let number = try rows.insert(draft)
            try rows.prune()
            return number
        }
    }

    /// The files of the configuration that was in force last; empty where none is remembered.
    package func lastAcceptedFiles() throws(StoreError) -> [GenerationFile] {
        try read("read the configuration's files") { db in
            try GenerationRow(db).lastAccepted.map { try GenerationRow(db).files(of: $0.number) } ?? []
        }
    }
}
