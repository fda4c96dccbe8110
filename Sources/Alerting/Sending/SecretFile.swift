// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file whose first line is a secret. Read when it is needed, so that a changed file needs no reload.
package struct SecretFile: Sendable, Hashable {
    let path: String
    /// The key that names it in the configuration, for messages.
    let key: String

    package init(_ path: String, key: String) {
        (self.path, self.key) = (path, key)
    }

    private static let maxBytes = 4_096

    /// The first line, without white space around it. Blocks. Only regular files are read. C: `open`, `read`.
    package func read() throws(SendFailure) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw failure("not a regular file")
        }
        var bytes = [UInt8](repeating: 0, count: Self.maxBytes)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw failure(String(cString: strerror(errno))) }
        let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
        guard let text = String(validating: line, as: UTF8.self) else { throw failure("not UTF-8") }
        let secret = text.trimmed
        guard !secret.isEmpty else { throw failure("its first line is empty") }
        guard secret.unicodeScalars.allSatisfy({ $0 == " " || !$0.isBlank }) else {
            throw failure("its first line holds a control character")
        }
        return secret
    }

    private func failure(_ reason: String) -> SendFailure {
        SendFailure("\(key) \(path): \(reason)")
    }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        let start = unicodeScalars.drop(while: \.isBlank)
        guard let last = start.lastIndex(where: { !$0.isBlank }) else { return "" }
        return String(start[...last])
    }
}
