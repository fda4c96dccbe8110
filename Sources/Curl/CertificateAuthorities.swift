// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where the system keeps the authorities that it trusts.
package enum CertificateAuthorities {
    /// The first bundle that can be read, in the places of Debian, Fedora, openSUSE and Alpine; `nil` where there is
    /// none, and then no server can be verified.
    package static let systemBundle: String? = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ].first { access($0, R_OK) == 0 }
}
