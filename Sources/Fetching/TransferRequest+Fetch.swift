// SPDX-License-Identifier: Apache-2.0
// How a feed is asked for on the wire.

import Curl
import Model

extension TransferRequest {
    init(_ request: FetchRequest, limits: FetchLimits, userAgent: String) {
        self.init(
            url: request.url, fields: Self.fields(for: request.validators), userAgent: userAgent,
            caFile: limits.caFile ?? CertificateAuthorities.systemBundle,
            addressPolicy: request.allowsPrivateAddress ? .privateOfOwnHost : .publicOnly,
            limits: TransferLimits(limits))
    }

    mutating func identify(as identification: Identification) {
        authentication = identification.authentication
        ownFields = identification.fields
        clientCertificate = identification.certificate
        proxy = identification.proxy
    }

    private static let accept = HeaderField(
        "Accept",
        """
        application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
        application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.9, */*;q=0.5
        """)

    /// RFC 3229 with the `feed` manipulation: who knows the entries of the entity tag may be sent the others alone.
    private static let acceptManipulation = HeaderField("A-IM", "feed")

    /// A validator with a control character was not given by a server, and is not sent: it would begin another field.
    private static func fields(for validators: Validators) -> [HeaderField] {
        var fields = [accept]
        if let tag = clean(validators.etag) { fields += [HeaderField("If-None-Match", tag), acceptManipulation] }
        if let date = clean(validators.lastModified) { fields.append(HeaderField("If-Modified-Since", date)) }
        return fields
    }

    private static func clean(_ validator: String?) -> String? {
        validator.flatMap { text in
            !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? text : nil
        }
    }
}

extension TransferLimits {
    fileprivate init(_ limits: FetchLimits) {
        self.init(
            connectTimeout: limits.connectTimeout, timeout: limits.timeout, lowSpeedTime: limits.lowSpeedTime,
            maxBodyBytes: limits.maxBodyBytes, maxHeaderBytes: limits.maxHeaderBytes,
            maxRedirects: limits.maxRedirects)
    }
}
