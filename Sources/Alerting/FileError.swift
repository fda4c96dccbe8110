// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Why a file cannot be used: the operation, the file and the cause.
struct FileError: Error, Hashable, CustomStringConvertible {
    let operation: String
    let path: String
    let cause: Cause

    enum Cause: Hashable {
        case system(errno: Int32)
        case notRegular
        /// Somebody else wrote it.
        case foreign
    }

    /// With the errno of the call just made.
    static func last(_ operation: String, _ path: String) -> FileError {
        FileError(operation: operation, path: path, cause: .system(errno: errno))
    }

    var description: String {
        switch cause {
        case .system(let code): "\(operation) \(path): \(String(cString: strerror(code)))"
        case .foreign: "\(operation) \(path): feedwatch did not write it; name another directory or move that away"
        case .notRegular: "\(operation) \(path): not a regular file; name another path or move that away"
        }
    }
}
