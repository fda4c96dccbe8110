// SPDX-License-Identifier: Apache-2.0
// How a feed is asked for on the wire.

import Curl
import Model

extension TransferRequest {
    init(_ request: FetchRequest, limits: FetchLimits, userAgent: String) {
        self.init(
            url: request.url, fields: Self.fields(for: request.validators), userAgent: userAgent,
            proxy: request.proxy, caFile: limits.caFile ?? CertificateAuthorities.systemBundle,
            addressPolicy: Self.policy(for: request), limits: TransferLimits(limits))
    }

    private static let accept = """
        application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
        application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.9, */*;q=0.5
        """

    /// A validator with a control character was not given by a server, and is not sent: it would begin another field.
    private static func fields(for validators: Validators) -> [(name: String, value: String)] {
        let known = [("If-None-Match", validators.etag), ("If-Modified-Since", validators.lastModified)]
        return [("Accept", accept)]
            + known.compactMap { name, value in
                guard let value, !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
                return (name, value)
            }
    }

    /// A proxy resolves the feed's name itself; its own address is the user's choice.
    private static func policy(for request: FetchRequest) -> AddressPolicy {
        if request.proxy != nil { return .anything }
        return request.allowsPrivateAddress ? .privateWhereItStarts : .publicOnly
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
