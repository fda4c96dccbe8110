// SPDX-License-Identifier: Apache-2.0

import CLibCurl

extension EasyOptions {
    /// A request with a body in place of a GET. libcurl copies the bytes.
    mutating func set(_ payload: TransferPayload) {
        set(CURLOPT_FOLLOWLOCATION, 0)
        switch payload {
        case .post(let body): setBody(body)
        case .put(let body):
            setBody(body)
            set(CURLOPT_CUSTOMREQUEST, "PUT")
        case .mail(let mail): set(mail)
        }
    }

    /// The recipients are a list, which the handle keeps.
    private mutating func set(_ mail: Mail) {
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        set(CURLOPT_USE_SSL, mail.requiresTLS ? SHIM_USESSL_ALL : SHIM_USESSL_NONE)
        set(CURLOPT_MAIL_FROM, "<\(mail.from)>")
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_INFILESIZE_LARGE, size: mail.message.count)
    }

    private mutating func setBody(_ body: [UInt8]) {
        set(CURLOPT_POST, 1)
        set(CURLOPT_POSTFIELDSIZE_LARGE, size: body.count)
        body.withUnsafeBytes { set(CURLOPT_COPYPOSTFIELDS, copying: $0) }
    }
}
