// SPDX-License-Identifier: Apache-2.0
// libcurl's numbers told apart into what a user can act on.

import CLibCurl
import Glibc

extension Transfer {
    /// What went wrong. Reads from the handle: call before it is reset.
    func error(for code: CURLcode) -> TransferError {
        if let refusal, Self.followsRefusal.contains(code.rawValue) { return refusal }
        if code == CURLE_FILESIZE_EXCEEDED {
            let message = "the server announces more than \(request.limits.maxBodyBytes) bytes"
            return TransferError(kind: .bodyTooLarge, message: message)
        }
        let text = easy.errorText ?? String(cString: curl_easy_strerror(code))
        let message = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return TransferError(kind: kind(of: code), message: message)
    }

    /// socket(2) failed. libcurl would say that the server could not be reached, where it was never tried.
    func noteNoSocket(_ code: Int32) {
        guard code == EMFILE || code == ENFILE else { return }
        let advice = "raise LimitNOFILE= or lower fetch.concurrency"
        _ = refuse(TransferError(kind: .connect, message: "\(String(cString: strerror(code))): \(advice)"))
    }

    /// The codes by which libcurl says that a callback of ours refused. A refused address is no reason if the transfer
    /// went on over another address of the same host and failed there.
    private static let followsRefusal = Set(
        [CURLE_COULDNT_CONNECT, CURLE_WRITE_ERROR, CURLE_ABORTED_BY_CALLBACK].map(\.rawValue))

    private func kind(of code: CURLcode) -> TransferError.Kind {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT: .invalidRequest
        case CURLE_UNSUPPORTED_PROTOCOL: isRedirected ? .forbiddenScheme : .other  // such as HTTP/0.9
        case CURLE_COULDNT_RESOLVE_HOST: .resolve
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
        case CURLE_COULDNT_CONNECT: request.proxy == nil ? .connect : .proxy
        case CURLE_RECV_ERROR where easy.hasProxyRefused: .proxy
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_PEER_FAILED_VERIFICATION: certificateKind
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tls
        case CURLE_TOO_MANY_REDIRECTS: .tooManyRedirects
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
            CURLE_HTTP2_STREAM:
            .truncated
        case CURLE_BAD_CONTENT_ENCODING: .contentEncoding
        default: .other
        }
    }

    /// libcurl answers one code for all certificates it does not like; OpenSSL's verdict tells them apart, and is still
    /// unset (1, or 0 in later versions) where the chain was accepted and only the host's name does not fit.
    private var certificateKind: TransferError.Kind {
        switch easy.verifyResult {
        case 0, 1: .certificateWrongHost
        case 9, 10: .certificateExpired  // X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
        // X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, DEPTH_ZERO_SELF_SIGNED_CERT, SELF_SIGNED_CERT_IN_CHAIN,
        // UNABLE_TO_GET_ISSUER_CERT_LOCALLY, UNABLE_TO_VERIFY_LEAF_SIGNATURE
        case 2, 18...21: .certificateUnknownIssuer
        case 62: .certificateWrongHost  // X509_V_ERR_HOSTNAME_MISMATCH
        default: .tls
        }
    }
}
