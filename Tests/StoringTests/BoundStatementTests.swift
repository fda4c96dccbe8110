// SPDX-License-Identifier: Apache-2.0

import GRDB
import Testing

@testable import Storing

struct BoundStatementTests {
    private let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
        try database.write { db in
            try db.execute(sql: "CREATE TABLE t (a INTEGER, b REAL, c TEXT UNIQUE, d TEXT) STRICT")
        }
    }

    private func rows(_ db: Database) throws -> [String] {
        let columns = ["a", "b", "c", "d"].map { "quote(\($0))" }.joined(separator: " || ' ' || ")
        return try String.fetchAll(db, sql: "SELECT \(columns) FROM t ORDER BY rowid")
    }

    private static let insert = "INSERT INTO t VALUES (?, ?, ?, ?)"

    @Test func `numbers, flags and texts arrive as they are, nil and what is left out as NULL`() throws {
        try database.write { db in
            let statement = try BoundStatement(db, sql: Self.insert)
            try statement.run { values in
                values.add(Int64.min)
                values.add(0.25)
                values.add("Ünï🌍")
                values.add("text")
            }
            try statement.run { values in
                values.add(true)
                values.add(-0.5)
                values.add(nil as String?)
            }
            try statement.run { $0.add(nil as Int64?) }
            #expect(try rows(db)[1...] == ["1 -0.5 NULL NULL", "NULL NULL NULL NULL"])
            #expect(try Int64.fetchOne(db, sql: "SELECT a FROM t") == .min)
            #expect(try String.fetchOne(db, sql: "SELECT c FROM t ORDER BY rowid LIMIT 1") == "Ünï🌍")
        }
    }

    @Test func `an empty text is no NULL, borrowed or copied, with an address or without`() throws {
        try database.write { db in
            try BoundStatement(db, sql: Self.insert).run { values in
                values.add(0)
                values.add(0.0)
                values.add("")
                values.add(borrowing: UnsafeBufferPointer(start: nil, count: 0))
            }
            #expect(try rows(db) == ["0 0.0 '' ''"])
        }
    }

    @Test func `a row that is refused is an error in SQLite's words, and the statement goes on`() throws {
        try database.write { db in
            let statement = try BoundStatement(db, sql: Self.insert)
            let row = { (values: inout Parameters) in
                values.add(1)
                values.add(1.0)
                values.add("one")
            }
            try statement.run(row)
            let error = #expect(throws: DatabaseError.self) { try statement.run(row) }
            #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE)
            #expect(error?.message == "UNIQUE constraint failed: t.c")
            try statement.run { $0.add(2) }
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM t") == 2)
        }
    }

    @Test func `a text beyond SQLite's limit is an error, not another text`() throws {
        try database.write { db in
            let statement = try BoundStatement(db, sql: "SELECT ?")
            let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1)
            defer { room.deallocate() }
            let error = #expect(throws: DatabaseError.self) {
                try statement.run { $0.add(borrowing: UnsafeBufferPointer(start: room.baseAddress, count: 1 << 31)) }
            }
            #expect(error?.resultCode == .SQLITE_TOOBIG)
        }
    }

    @Test func `rows are visited in order`() throws {
        try database.write { db in
            var seen: [[Int64]] = []
            try BoundStatement(db, sql: "SELECT 1, ? UNION ALL SELECT 2, NULL").run {
                $0.add(7)
            } _: { row in
                seen.append([row[0], row[1]])
            }
            #expect(seen == [[1, 7], [2, 0]])
        }
    }
}
