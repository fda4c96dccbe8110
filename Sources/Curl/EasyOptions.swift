// SPDX-License-Identifier: Apache-2.0
// The options of a transfer, group by group, with the reason of each that is not plain. CURLOPT_ names are libcurl's.

import CLibCurl

/// Sets options and remembers the first refusal.
struct EasyOptions {
    private let easy: UnsafeMutableRawPointer
    private(set) var code = CURLE_OK

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    /// What is the same for most requests.
    mutating func setProfile(_ profile: TransferProfile, errorBuffer: UnsafeMutablePointer<CChar>) {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 1)
        set(CURLOPT_USERAGENT, profile.userAgent)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_ACCEPT_ENCODING, Self.encodings)
        // Empty: a proxy in the environment would make the address policy judge the proxy instead of the feed.
        set(CURLOPT_PROXY, "")
        setBounds(profile.limits)
        setTrust(caFile: profile.caFile)
        setCallbacks(errorBuffer: errorBuffer)
    }

    mutating func setTarget(_ url: String) {
        set(CURLOPT_URL, url)
    }

    /// What belongs to one feed. Nothing here is taken back: a handle that is no longer plain is reset before its next
    /// transfer.
    mutating func setPersonal(_ request: TransferRequest) {
        if let proxy = request.proxy { set(proxy) }
        if let authentication = request.authentication { set(authentication) }
        if let certificate = request.clientCertificate { set(certificate) }
        if let payload = request.payload { set(payload) }
        guard let cookies = request.cookies else { return }
        set(CURLOPT_COOKIEFILE, "")  // starts the engine and reads no file
        for cookie in cookies { set(CURLOPT_COOKIELIST, cookie) }
    }

    private mutating func setBounds(_ limits: TransferLimits) {
        set(CURLOPT_NOSIGNAL, 1)
        // Else removing a transfer that is resolving waits for the resolver's thread, and with it all others.
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout.milliseconds)
        set(CURLOPT_TIMEOUT_MS, limits.timeout.milliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeedBytes)
        set(CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.lowSpeedTime.components.seconds)))
        set(CURLOPT_MAXREDIRS, limits.maxRedirects)
        // Only what the server announces; what really comes is counted by `Transfer`.
        remember(shim_setopt_off_t(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.maxBodyBytes)))
    }

    /// Peer and host are verified by default. With Debian's default CAPATH each connection would read all certificates
    /// again (23 ms of CPU); without it the multi handle keeps them.
    private mutating func setTrust(caFile: String?) {
        remember(shim_setopt_string(easy, CURLOPT_CAPATH, nil))
        set(CURLOPT_CA_CACHE_TIMEOUT, 86_400)
        // A proxy that is spoken to by TLS is verified likewise.
        remember(shim_setopt_string(easy, CURLOPT_PROXY_CAPATH, nil))
        guard let caFile else { return }
        set(CURLOPT_CAINFO, caFile)
        set(CURLOPT_PROXY_CAINFO, caFile)
    }

    private mutating func set(_ proxy: Proxy) {
        set(CURLOPT_PROXY, proxy.url)
        // Empty: a host that the environment excepts would be connected to directly, and judged as if it were not.
        set(CURLOPT_NOPROXY, "")
        // Its answer to CONNECT is not a response of the feed.
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        switch proxy.authentication {
        case .basic(let user, let password): set(SHIM_AUTH_BASIC, user, password)
        case .digest(let user, let password): set(SHIM_AUTH_DIGEST, user, password)
        case .bearer, nil: break
        }
    }

    private mutating func set(_ method: Int, _ user: String, _ password: String) {
        set(CURLOPT_PROXYAUTH, method)
        set(CURLOPT_PROXYUSERNAME, user)
        set(CURLOPT_PROXYPASSWORD, password)
    }

    private mutating func set(_ authentication: Authentication) {
        switch authentication {
        case .basic(let user, let password), .digest(let user, let password):
            if case .basic = authentication { set(CURLOPT_HTTPAUTH, SHIM_AUTH_BASIC) }
            if case .digest = authentication { set(CURLOPT_HTTPAUTH, SHIM_AUTH_DIGEST) }
            set(CURLOPT_USERNAME, user)
            set(CURLOPT_PASSWORD, password)
        case .bearer(let token):
            set(CURLOPT_HTTPAUTH, SHIM_AUTH_BEARER)
            set(CURLOPT_XOAUTH2_BEARER, token)
        }
    }

    /// `nil` takes it back.
    mutating func set(_ certificate: ClientCertificate?) {
        remember(shim_setopt_string(easy, CURLOPT_SSLCERT, certificate?.certificateFile))
        remember(shim_setopt_string(easy, CURLOPT_SSLKEY, certificate?.keyFile))
        // Without one OpenSSL would ask the terminal for a passphrase, and wait.
        set(CURLOPT_KEYPASSWD, "")
    }

    /// The transfer that the callbacks find.
    mutating func setUser(_ transfer: Transfer) {
        let user = Unmanaged.passUnretained(transfer).toOpaque()
        for option in [
            CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA,
            CURLOPT_XFERINFODATA,
        ] {
            remember(shim_setopt_pointer(easy, option, user))
        }
    }

    private mutating func setCallbacks(errorBuffer: UnsafeMutablePointer<CChar>) {
        remember(shim_setopt_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer))
        remember(shim_setopt_receive(easy, CURLOPT_WRITEFUNCTION, receiveBody))
        remember(shim_setopt_receive(easy, CURLOPT_HEADERFUNCTION, receiveHeader))
        remember(shim_setopt_opensocket(easy, openSocket))
        remember(shim_setopt_prereq(easy, judgeConnection))
        remember(shim_setopt_progress(easy, watchProgress))
        set(CURLOPT_NOPROGRESS, 0)
    }

    mutating func set(_ option: CURLoption, _ value: Int) {
        remember(shim_setopt_long(easy, option, value))
    }

    mutating func set(_ option: CURLoption, _ value: String) {
        remember(shim_setopt_string(easy, option, value))
    }

    /// Where the bytes of an upload come from.
    mutating func setSource(_ transfer: Transfer) {
        remember(shim_setopt_pointer(easy, CURLOPT_READDATA, Unmanaged.passUnretained(transfer).toOpaque()))
        remember(shim_setopt_send(easy, sendBody))
    }

    mutating func set(_ option: CURLoption, size: Int) {
        remember(shim_setopt_off_t(easy, option, curl_off_t(size)))
    }

    /// Only for options whose bytes libcurl copies.
    mutating func set(_ option: CURLoption, copying bytes: UnsafeRawBufferPointer) {
        remember(shim_setopt_pointer(easy, option, UnsafeMutableRawPointer(mutating: bytes.baseAddress)))
    }

    mutating func set(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) {
        remember(shim_setopt_list(easy, option, value))
    }

    private mutating func remember(_ result: CURLcode) {
        if code == CURLE_OK { code = result }
    }

    /// What feeds are served in and this libcurl can undo. Narrower than "all": each is one more decoder to attack.
    private static let encodings: String = {
        let features = shim_features()
        let known = [
            ("gzip, deflate", SHIM_FEATURE_LIBZ), ("br", SHIM_FEATURE_BROTLI), ("zstd", SHIM_FEATURE_ZSTD),
        ]
        return known.filter { features & $0.1 != 0 }.map(\.0).joined(separator: ", ")
    }()
}

extension Duration {
    /// At least 1: zero means "for ever" to libcurl.
    fileprivate var milliseconds: Int {
        let parts = components
        return max(1, Int(clamping: parts.seconds) &* 1_000 &+ Int(parts.attoseconds / 1_000_000_000_000_000))
    }
}
