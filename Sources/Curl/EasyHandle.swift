// SPDX-License-Identifier: Apache-2.0
// One easy handle of libcurl: every option is set here, and every option that libcurl leaves open by default is closed.

import CLibCurl
import Glibc

/// A reusable easy handle with its error buffer. Used on libcurl's thread alone.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private let errorBuffer: UnsafeMutablePointer<CChar>
    private var fields: UnsafeMutablePointer<curl_slist>?
    /// Of a mail.
    private var recipients: UnsafeMutablePointer<curl_slist>?
    /// What the handle is set up for; `nil` for a fresh handle and one that has served a personal request.
    private var profile: TransferProfile?

    /// curl_global_init, once in the process.
    static let isLibraryReady = shim_global_init() == CURLE_OK

    /// `nil` without memory.
    init?() {
        guard let raw = curl_easy_init() else { return nil }
        self.raw = raw
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(raw)
        curl_slist_free_all(fields)
        curl_slist_free_all(recipients)
        errorBuffer.deallocate()
    }

    /// Sets the handle up. The first error of libcurl, or CURLE_OK. Not while the handle is in a multi handle; the
    /// transfer must outlive its stay there.
    ///
    /// A request that differs from the last one in nothing but its target finds most options already set.
    func configure(for transfer: Transfer) -> CURLcode {
        let request = transfer.request
        var options = EasyOptions(raw)
        let wanted = TransferProfile(request)
        if profile != wanted {
            curl_easy_reset(raw)
            options.setProfile(wanted, errorBuffer: errorBuffer)
        }
        profile = request.isPlain ? wanted : nil
        errorBuffer.pointee = 0
        options.setUser(transfer)
        options.setTarget(request.url)
        options.setPersonal(request)
        set(fields: request.ownFields + request.fields.filter { !request.isReplaced($0) })
        options.set(CURLOPT_HTTPHEADER, fields)
        if case .mail(let mail) = request.payload { set(mail, of: transfer, &options) }
        return options.code
    }

    /// The transfer is over: what says who asked is forgotten.
    func retire() {
        if profile == nil { curl_easy_reset(raw) }
    }

    /// Whether the handle may serve another transfer: cookies can not be taken out of one again for certain.
    func isReusable(after request: TransferRequest) -> Bool {
        request.cookies == nil
    }

    /// From the next request of the running transfer on, nothing is sent that says who asks.
    func forgetPersonal(of request: TransferRequest) {
        var options = EasyOptions(raw)
        set(fields: request.fields)
        options.set(CURLOPT_HTTPHEADER, fields)
        options.set(nil as ClientCertificate?)
    }

    private func set(_ mail: Mail, of transfer: Transfer, _ options: inout EasyOptions) {
        curl_slist_free_all(recipients)
        recipients = nil
        for recipient in mail.recipients { recipients = curl_slist_append(recipients, "<\(recipient)>") ?? recipients }
        options.set(CURLOPT_MAIL_RCPT, recipients)
        options.setSource(transfer)
    }

    private func set(fields wanted: [HeaderField]) {
        curl_slist_free_all(fields)
        fields = nil
        for field in wanted {
            let line = field.line
            let longer = line.withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { curl_slist_append(fields, $0.baseAddress) }
            }
            if let longer { fields = longer }
        }
    }
}

extension EasyHandle {
    /// CURLINFO_RESPONSE_CODE.
    var responseCode: Int { long(CURLINFO_RESPONSE_CODE) }

    /// CURLINFO_PROXY_SSL_VERIFYRESULT, and where that has nothing against the proxy CURLINFO_SSL_VERIFYRESULT: an
    /// X509_V_ERR_ number of OpenSSL.
    var verifyResult: Int {
        let ofProxy = long(CURLINFO_PROXY_SSL_VERIFYRESULT)
        return ofProxy != 0 ? ofProxy : long(CURLINFO_SSL_VERIFYRESULT)
    }

    /// CURLINFO_CONTENT_LENGTH_DOWNLOAD_T: what the server announces, before decompression; 0 where it does not.
    var contentLength: Int {
        var value: curl_off_t = 0
        return shim_getinfo_off_t(raw, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &value) == CURLE_OK ? max(0, value) : 0
    }

    /// CURLINFO_EFFECTIVE_URL.
    var effectiveURL: String? {
        var value: UnsafeMutablePointer<CChar>?
        guard shim_getinfo_string(raw, CURLINFO_EFFECTIVE_URL, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }

    /// CURLINFO_HTTP_CONNECTCODE: whether a proxy answered CONNECT with anything but success.
    var hasProxyRefused: Bool { ![0, 200].contains(long(CURLINFO_HTTP_CONNECTCODE)) }

    /// CURLINFO_COOKIELIST: the cookies of this transfer, bounded in number and length.
    var cookies: [String] {
        var list: UnsafeMutablePointer<curl_slist>?
        guard shim_getinfo_list(raw, CURLINFO_COOKIELIST, &list) == CURLE_OK else { return [] }
        defer { curl_slist_free_all(list) }
        let lines = sequence(first: list) { $0?.pointee.next }.prefix { $0 != nil }.compactMap { $0?.pointee.data }
        return Array(lines.map { String(cString: $0) }.filter { $0.utf8.count <= Self.maxCookieBytes }.prefix(50))
    }

    private static let maxCookieBytes = 4_096

    /// CURLOPT_ERRORBUFFER: what libcurl says of the last error; `nil` where it says nothing.
    var errorText: String? {
        errorBuffer.pointee == 0 ? nil : String(cString: errorBuffer)
    }

    /// CURLINFO_PRIVATE.
    static func transfer(of raw: UnsafeMutableRawPointer) -> Transfer? {
        var value: UnsafeMutableRawPointer?
        guard shim_getinfo_pointer(raw, CURLINFO_PRIVATE, &value) == CURLE_OK, let value else { return nil }
        return Unmanaged<Transfer>.fromOpaque(value).takeUnretainedValue()
    }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        return shim_getinfo_long(raw, info, &value) == CURLE_OK ? value : 0
    }
}
