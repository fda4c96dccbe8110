// SPDX-License-Identifier: Apache-2.0
// Nothing that a server or a file once gave may add a line to a request.

extension TransferRequest {
    /// Whether no text holds a control character: a line end would begin another field, or another request.
    var isClean: Bool {
        var texts = [url, userAgent]
        for field in fields + ownFields { texts += [field.name, field.value] }
        texts += authentication?.texts ?? []
        if let proxy { texts += [proxy.url] + (proxy.authentication?.texts ?? []) }
        if let clientCertificate { texts += [clientCertificate.certificateFile, clientCertificate.keyFile] }
        return texts.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
    }
}
