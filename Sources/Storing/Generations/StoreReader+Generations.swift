// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

extension StoreReader {
    /// The newest `limit` generations, the newest first.
    package func generations(limit: Int) throws(StoreError) -> [Generation] {
        try read("read the configuration's history") { db in
            try Row.fetchAll(
                db,
                sql: "SELECT \(GenerationRow.columns) FROM config_generation ORDER BY number DESC LIMIT ?",
                arguments: [limit]
            ).map(GenerationRow.generation)
        }
    }

    /// The configuration that a daemon on this store runs, or ran last; `nil` where none is remembered.
    package func lastAcceptedGeneration() throws(StoreError) -> Generation? {
        try read("read the configuration's history") { db in try GenerationRow(db).lastAccepted }
    }

    /// The files of a generation, by name; empty for one that was refused and one that is not remembered.
    package func files(ofGeneration number: Int) throws(StoreError) -> [GenerationFile] {
        try read("read the configuration's files") { db in try GenerationRow(db).files(of: number) }
    }
}

extension GenerationRow {
    var lastAccepted: Generation? {
        get throws {
            try Row.fetchOne(
                db,
                sql: """
                    SELECT \(Self.columns) FROM config_generation WHERE is_accepted ORDER BY number DESC LIMIT 1
                    """
            ).map(Self.generation)
        }
    }

    func files(of number: Int) throws -> [GenerationFile] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT name, bytes FROM config_file JOIN config_text ON config_text.hash = config_file.text
                WHERE generation = ? ORDER BY name
                """,
            arguments: [number])
        return rows.map { GenerationFile(name: $0[0], bytes: [UInt8]($0[1] as Data)) }
    }
}
