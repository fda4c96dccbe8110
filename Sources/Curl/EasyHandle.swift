// SPDX-License-Identifier: Apache-2.0
// One easy handle of libcurl: every option is set here, and every option that libcurl leaves open by default is closed.

import CLibCurl
import Glibc

/// A reusable easy handle with its error buffer. Used on libcurl's thread alone.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private let errorBuffer: UnsafeMutablePointer<CChar>
    private var fields: UnsafeMutablePointer<curl_slist>?

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
        errorBuffer.deallocate()
    }

    /// Forgets the request; keeps TLS sessions. Not while the handle is in a multi handle.
    func reset() {
        curl_easy_reset(raw)
        curl_slist_free_all(fields)
        fields = nil
        errorBuffer.pointee = 0
    }

    /// Sets a fresh or reset handle up. The first error of libcurl, or CURLE_OK. The transfer must outlive its stay in
    /// the multi handle.
    func configure(for transfer: Transfer) -> CURLcode {
        var options = EasyOptions(raw)
        options.setCallbacks(for: transfer, errorBuffer: errorBuffer)
        options.setTarget(transfer.request)
        options.setBounds(transfer.request.limits)
        options.setTrust(caFile: transfer.request.caFile)
        if let authentication = transfer.request.authentication { options.set(authentication) }
        for field in transfer.request.fields { append(field) }
        options.set(CURLOPT_HTTPHEADER, fields)
        return options.code
    }

    private func append(_ field: (name: String, value: String)) {
        guard let longer = curl_slist_append(fields, field.name + ": " + field.value) else { return }
        fields = longer
    }
}

extension EasyHandle {
    /// CURLINFO_RESPONSE_CODE.
    var responseCode: Int { long(CURLINFO_RESPONSE_CODE) }

    /// CURLINFO_SSL_VERIFYRESULT: an X509_V_ERR_ number of OpenSSL.
    var verifyResult: Int { long(CURLINFO_SSL_VERIFYRESULT) }

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
