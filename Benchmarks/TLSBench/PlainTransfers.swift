// SPDX-License-Identifier: Apache-2.0
// libcurl as it comes, to compare with: no bounds, no address policy, and its own idea of trust.

import CLibCurl

/// Transfers one after another over one multi handle and one easy handle, which keeps its TLS sessions.
final class PlainTransfers {
    private let multi: UnsafeMutableRawPointer
    private let easy: UnsafeMutableRawPointer

    struct Failure: Error {
        let code: CURLcode
    }

    /// - Parameter caFile: the authorities; libcurl's default CAPATH stays as it is. `nil` trusts everybody.
    init(url: String, verifyingWith caFile: String?) {
        guard shim_global_init() == CURLE_OK, let multi = curl_multi_init(), let easy = curl_easy_init() else {
            preconditionFailure("no libcurl")
        }
        (self.multi, self.easy) = (multi, easy)
        _ = shim_setopt_string(easy, CURLOPT_URL, url)
        _ = shim_setopt_receive(easy, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
        if let caFile {
            _ = shim_setopt_string(easy, CURLOPT_CAINFO, caFile)
        } else {
            _ = shim_setopt_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
            _ = shim_setopt_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
        }
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }

    func perform() throws {
        curl_multi_add_handle(multi, easy)
        defer { curl_multi_remove_handle(multi, easy) }
        var running: Int32 = 1
        while curl_multi_perform(multi, &running) == CURLM_OK, running > 0 {
            curl_multi_poll(multi, nil, 0, 1_000, nil)
        }
        var left: Int32 = 0
        guard let message = curl_multi_info_read(multi, &left) else { throw Failure(code: CURLE_FAILED_INIT) }
        let code = shim_message_result(message)
        guard code == CURLE_OK else { throw Failure(code: code) }
    }
}
