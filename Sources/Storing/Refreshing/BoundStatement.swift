// SPDX-License-Identifier: Apache-2.0
// Statements that run once a row, their values bound by hand: GRDB would first put each value into a box and all of them
// into an array, which took longer than what SQLite does with them. The only file of this room that touches pointers.

import GRDB
import GRDBSQLite

/// A prepared statement of one connection, for use where its `Database` may be used.
struct BoundStatement {
    private let statement: Statement

    /// Prepares `sql`, or takes it from the connection's cache.
    init(_ db: Database, sql: String) throws {
        statement = try db.cachedStatement(sql: sql)
    }

    /// Runs the statement with the values that `bind` adds, in the order of its parameters; what is not added is NULL.
    /// Throws GRDB's `DatabaseError`.
    func run(_ bind: (inout Parameters) -> Void) throws {
        try run(bind) { _ in }
    }

    /// The same for a statement that gives rows, which `visit` sees one after the other.
    ///
    /// C: `sqlite3_step`, `sqlite3_reset`, `sqlite3_clear_bindings`.
    func run(_ bind: (inout Parameters) -> Void, _ visit: (Columns) -> Void) throws {
        let handle = statement.sqliteStatement
        defer {
            // What step had to say was thrown already; no binding outlives the values it was made from.
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        var parameters = Parameters(handle)
        bind(&parameters)
        try check(parameters.result, is: SQLITE_OK)
        var result = sqlite3_step(handle)
        while result == SQLITE_ROW {
            visit(Columns(handle))
            result = sqlite3_step(handle)
        }
        try check(result, is: SQLITE_DONE)
    }

    private func check(_ result: Int32, is expected: Int32) throws {
        guard result != expected else { return }
        let message = sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)).map { String(cString: $0) }
        throw DatabaseError(resultCode: ResultCode(rawValue: result), message: message, sql: statement.sql)
    }
}

/// The values of one run. C: `sqlite3_bind_int64` and its family.
struct Parameters {
    private let handle: OpaquePointer
    private var index: Int32 = 0
    /// The first failure, such as a text beyond SQLite's limit.
    fileprivate private(set) var result = SQLITE_OK

    fileprivate init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    mutating func add(_ number: Int64?) {
        addIfPresent(number) { sqlite3_bind_int64($0, $1, $2) }
    }

    mutating func add(_ number: Double) {
        addIfPresent(number) { sqlite3_bind_double($0, $1, $2) }
    }

    mutating func add(_ flag: Bool) {
        add(Int64(flag ? 1 : 0))
    }

    /// Binds a copy (`SQLITE_TRANSIENT`).
    mutating func add(_ text: String?) {
        addIfPresent(text) { handle, index, text in
            var text = text
            return text.withUTF8 { Self.bind($0, handle, index, unsafeBitCast(-1, to: sqlite3_destructor_type.self)) }
        }
    }

    /// Binds the bytes where they are (`SQLITE_STATIC`): they must stay there until the statement has run.
    mutating func add(borrowing text: UnsafeBufferPointer<UInt8>) {
        addIfPresent(text) { Self.bind($2, $0, $1, nil) }
    }

    /// A parameter that is left alone is NULL.
    private mutating func addIfPresent<Value>(_ value: Value?, _ bind: (OpaquePointer, Int32, Value) -> Int32) {
        index += 1
        guard let value else { return }
        let code = bind(handle, index, value)
        if result == SQLITE_OK { result = code }
    }

    /// An empty buffer may have no address, which SQLite would take for NULL.
    private static func bind(
        _ text: UnsafeBufferPointer<UInt8>, _ handle: OpaquePointer, _ index: Int32,
        _ destructor: sqlite3_destructor_type?
    ) -> Int32 {
        guard let start = text.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, nil) }
        return start.withMemoryRebound(to: CChar.self, capacity: text.count) {
            sqlite3_bind_text64(handle, index, $0, UInt64(text.count), destructor, UInt8(SQLITE_UTF8))
        }
    }
}

/// A row of integers. C: `sqlite3_column_int64`.
struct Columns {
    private let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    /// The column's number; 0 where it is NULL.
    subscript(column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
}
