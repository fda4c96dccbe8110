// SPDX-License-Identifier: Apache-2.0
// Nothing that a server or a file once gave may add a line to a request.

extension TransferRequest {
    /// Whether no text holds a control character: a line end would begin another field, or another request.
    var isClean: Bool {
        url.isClean && userAgent.isClean && fields.allSatisfy(\.isClean) && ownFields.allSatisfy(\.isClean)
            && authentication?.isClean != false && proxy?.isClean != false && clientCertificate?.isClean != false
            && payload?.isClean != false
    }
}

extension HeaderField {
    fileprivate var isClean: Bool { name.isClean && value.isClean }
}

extension Authentication {
    fileprivate var isClean: Bool {
        switch self {
        case .basic(let user, let password), .digest(let user, let password): user.isClean && password.isClean
        case .bearer(let token): token.isClean
        }
    }
}

extension Proxy {
    fileprivate var isClean: Bool { url.isClean && authentication?.isClean != false }
}

extension TransferPayload {
    /// A body may hold anything; a mail's addresses become commands.
    fileprivate var isClean: Bool {
        switch self {
        case .post, .put: true
        case .mail(let mail): mail.from.isClean && mail.recipients.allSatisfy(\.isClean)
        }
    }
}

extension ClientCertificate {
    fileprivate var isClean: Bool { certificateFile.isClean && keyFile.isClean }
}

extension String {
    fileprivate var isClean: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
}
