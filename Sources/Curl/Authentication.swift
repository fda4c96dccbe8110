// SPDX-License-Identifier: Apache-2.0
// How a request says who asks. All of it stays with the origin of the request's own URL.

/// Who asks, for the `Authorization` field. libcurl does not send it to another host, port or scheme when it follows a
/// redirect.
package enum Authentication: Sendable, Hashable {
    case basic(user: String, password: String)
    /// RFC 7616; costs one more round trip each time.
    case digest(user: String, password: String)
    case bearer(token: String)
}

/// Who asks, for TLS. Not shown to any other origin that a redirect leads to.
package struct ClientCertificate: Sendable, Hashable {
    /// PEM files; absolute paths. A key with a passphrase can not be used.
    package let certificateFile: String
    package let keyFile: String

    package init(certificateFile: String, keyFile: String) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}

/// A field of a request's header.
package struct HeaderField: Sendable, Hashable {
    package let name: String
    /// A text as `ResponseHeaders` gives it: bytes that are not UTF-8 go back as they came.
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// `name: value`, ended by zero.
    var line: [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(name.utf8.count + value.utf8.count + 3)
        line += name.utf8
        line += ": ".utf8
        line += value.wireBytes
        line.append(0)
        return line
    }
}
