// SPDX-License-Identifier: Apache-2.0
// Who asks a server, and through whom. Secrets are named by their files, read when they are needed and never printed.

/// How a server is told who asks.
package enum Credentials: Sendable, Hashable {
    case basic(user: String, passwordFile: String)
    /// RFC 7616.
    case digest(user: String, passwordFile: String)
    case bearer(tokenFile: String)
}

/// The way to a feed's server.
package enum FeedProxy: Sendable, Hashable {
    /// No proxy, even where `fetch.proxy` names one.
    case direct
    /// Such as `socks5h://127.0.0.1:9050`, and who asks there. Indirect: every feed has room for one, few have one.
    indirect case through(url: String, credentials: Credentials?)
}

/// What is sent to the feed's own server alone, and to no other that it redirects to.
package struct Asking: Sendable, Hashable {
    /// Fields of the request's header, in order.
    package var fields: [RequestField]
    package var certificate: CertificateFiles?
    /// Whether cookies are kept from one poll to the next, in memory.
    package var keepsCookies: Bool

    package init(fields: [RequestField] = [], certificate: CertificateFiles? = nil, keepsCookies: Bool = false) {
        self.fields = fields
        self.certificate = certificate
        self.keepsCookies = keepsCookies
    }
}

/// A field of a request's header.
package struct RequestField: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        case text(String)
        /// The first line of a file.
        case file(String)
    }

    package let name: String
    package let value: Value

    package init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}

/// A client's certificate and its key without a passphrase: PEM files.
package struct CertificateFiles: Sendable, Hashable {
    package let certificate: String
    package let key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}
