// SPDX-License-Identifier: Apache-2.0

/// The part of a request that is the same for most feeds. A handle set up for it serves the next plain request of the
/// same profile as it is.
struct TransferProfile: Hashable {
    let userAgent: String
    let caFile: String?
    let limits: TransferLimits

    init(_ request: TransferRequest) {
        (userAgent, caFile, limits) = (request.userAgent, request.caFile, request.limits)
    }
}

extension TransferRequest {
    /// Nothing in it sets an option that the next request would have to take back.
    var isPlain: Bool {
        authentication == nil && clientCertificate == nil && cookies == nil && proxy == nil && payload == nil
    }

    /// Something in it says who asks, and libcurl by itself would tell any host that a redirect names.
    var isPersonal: Bool { clientCertificate != nil || !ownFields.isEmpty }

    /// Whether a field of the feed's own has this one's name.
    func isReplaced(_ field: HeaderField) -> Bool {
        ownFields.contains { $0.name.lowercased() == field.name.lowercased() }
    }
}
