// SPDX-License-Identifier: Apache-2.0
// Secrets are read at the moment they are sent, so that a changed file needs no reload and memory keeps no copy.

import Curl
import Model

extension Credentials {
    /// The secret's file without a final line end, at most 64 KiB. Blocks: call it on a queue made for that.
    func authentication() throws(FileError) -> Authentication {
        switch self {
        case .basic(let user, let passwordFile):
            .basic(user: user, password: try Self.secret(in: passwordFile, key: "password_file"))
        case .bearer(let tokenFile):
            .bearer(token: try Self.secret(in: tokenFile, key: "token_file"))
        }
    }

    private static func secret(in path: String, key: String) throws(FileError) -> String {
        do throws(FileError) {
            let bytes = try RegularFile(path: path).bytes(limit: 64 << 10)
            let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
            guard end > 0, let secret = String(validating: bytes[..<end], as: UTF8.self) else {
                throw FileError("empty or not UTF-8")
            }
            return secret
        } catch {
            throw FileError("\(key) \(path): \(error.reason)")
        }
    }
}
