// SPDX-License-Identifier: Apache-2.0
// The tables `config_generation`, `config_file` and `config_text`. A text that several generations share is kept once.

import Foundation
import GRDB
import Model

/// Statements over generations.
struct GenerationRow {
    static let create = """
        CREATE TABLE config_generation (
            number INTEGER PRIMARY KEY, at INTEGER NOT NULL, cause TEXT NOT NULL, is_accepted INTEGER NOT NULL,
            fingerprint TEXT NOT NULL, change TEXT NOT NULL, problems TEXT NOT NULL, problem_count INTEGER NOT NULL);
        CREATE TABLE config_file (
            generation INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (generation, name)) WITHOUT ROWID;
        CREATE TABLE config_text (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL);
        """

    static let columns = "number, at, cause, is_accepted, change, problems, problem_count"

    /// All texts together; the oldest generations go early.
    static let maximumTextBytes = 32 << 20

    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    static func generation(_ row: Row) -> Generation {
        Generation(
            number: row[0], at: Timestamp(seconds: row[1]), cause: Generation.Cause(rawValue: row[2]) ?? .reload,
            isAccepted: row[3], change: row[4], problems: (row[5] as String).split(separator: "\n").map(String.init),
            problemCount: row[6])
    }

    var newestFingerprint: String? {
        get throws {
            try String.fetchOne(
                db, sql: "SELECT fingerprint FROM config_generation ORDER BY number DESC LIMIT 1")
        }
    }

    func insert(_ draft: GenerationDraft) throws -> Int {
        try db.execute(
            sql: """
                INSERT INTO config_generation (at, cause, is_accepted, fingerprint, change, problems, problem_count)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [draft.at.seconds, draft.cause.rawValue] + draft.outcome.columns(draft.fingerprint))
        let number = Int(db.lastInsertedRowID)
        if draft.outcome.isAccepted { try insert(draft.files, of: number) }
        return number
    }

    private func insert(_ files: [GenerationFile], of number: Int) throws {
        for file in files {
            let hash = ShortHash.hexadecimal(file.bytes)
            try db.execute(
                sql: "INSERT OR IGNORE INTO config_text VALUES (?, ?)", arguments: [hash, Data(file.bytes)])
            try db.execute(sql: "INSERT INTO config_file VALUES (?, ?, ?)", arguments: [number, file.name, hash])
        }
    }

    /// Forgets what is beyond the limits, but never the configuration in force.
    func prune() throws {
        for isAccepted in [true, false] {
            try db.execute(
                sql: """
                    DELETE FROM config_generation WHERE is_accepted = ?1 AND number NOT IN (
                        SELECT number FROM config_generation WHERE is_accepted = ?1 ORDER BY number DESC LIMIT ?2)
                    """,
                arguments: [isAccepted, GenerationDraft.keptOfEachKind])
        }
        try forgetFiles()
        while try textBytes() > Self.maximumTextBytes, try forgetOldest() { try forgetFiles() }
    }

    private func textBytes() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT coalesce(sum(length(bytes)), 0) FROM config_text") ?? 0
    }

    /// `false` where only the configuration in force is left.
    private func forgetOldest() throws -> Bool {
        try db.execute(
            sql: """
                DELETE FROM config_generation WHERE number = (
                    SELECT min(number) FROM config_generation WHERE is_accepted
                    HAVING min(number) < max(number))
                """)
        return db.changesCount > 0
    }

    private func forgetFiles() throws {
        try db.execute(
            sql: """
                DELETE FROM config_file WHERE generation NOT IN (SELECT number FROM config_generation);
                DELETE FROM config_text WHERE hash NOT IN (SELECT text FROM config_file);
                """)
    }
}

extension GenerationDraft.Outcome {
    fileprivate var isAccepted: Bool {
        if case .accepted = self { true } else { false }
    }

    /// From `is_accepted` to `problem_count`.
    fileprivate func columns(_ fingerprint: String) -> StatementArguments {
        switch self {
        case .accepted(let change): [true, fingerprint, change, "", 0]
        case .refused(let problems):
            [
                false, fingerprint, "",
                problems.prefix(GenerationDraft.problemLimit).map(\.oneLine).joined(separator: "\n"), problems.count,
            ]
        }
    }
}

extension String {
    /// A file's name may hold a line break.
    fileprivate var oneLine: String {
        String(map { $0.isNewline ? " " : $0 })
    }
}
