// SPDX-License-Identifier: Apache-2.0
// The few parts of a URL that fetching looks at itself. Everything else about URLs is libcurl's business.

extension String {
    /// The scheme in lower case, without its colon; empty where there is none.
    var scheme: String {
        guard let colon = firstIndex(of: ":") else { return "" }
        return self[..<colon].lowercased()
    }

    /// The URL without user and password: `https://user:secret@host/` is `https://host/`.
    var withoutCredentials: String {
        guard let slashes = firstRange(of: "://") else { return self }
        let rest = self[slashes.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return self }
        return String(self[..<slashes.upperBound] + rest[rest.index(after: at)...])
    }

    /// The path of `file:///a%20b` or `file://localhost/a%20b`, decoded. `nil` for other hosts, relative paths, encoded
    /// NULs and broken encodings.
    var filePath: String? {
        guard scheme == "file" else { return nil }
        var path = self.dropFirst("file:".count)
        for prefix in ["//localhost/", "///"] where path.hasPrefix(prefix) {
            path = path.dropFirst(prefix.count - 1)
        }
        guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
        return path.percentDecoded
    }
}

extension Substring {
    fileprivate var percentDecoded: String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else { bytes.append(byte); continue }
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}
