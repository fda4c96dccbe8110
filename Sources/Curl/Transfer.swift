// SPDX-License-Identifier: Apache-2.0
// One transfer in flight: what libcurl's callbacks put down and what they refuse. Used on libcurl's thread alone.

import CLibCurl
import Synchronization

/// The state of one transfer. Its address is what libcurl hands to the callbacks.
final class Transfer {
    let request: TransferRequest
    let ticket: TransferTicket
    let completion: @Sendable (TransferResult) -> Void
    let easy: EasyHandle

    private var status = 0
    private var headers = ResponseHeaders()
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var bodyBytes = 0
    private var isBodyPartial = false
    private var redirects: [Int] = []
    private var startedPrivate = false
    /// Why a callback stopped the transfer: libcurl itself only says that one did.
    private(set) var refusal: TransferError?

    var isRedirected: Bool { !redirects.isEmpty }

    init(arrival: TransferInbox.Arrival, easy: EasyHandle) {
        request = arrival.request
        ticket = arrival.ticket
        completion = arrival.completion
        self.easy = easy
    }

    /// Takes one header line, its line end included. `false` ends the transfer.
    func receive(header line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= request.limits.maxHeaderBytes else {
            let message = "the header is larger than \(request.limits.maxHeaderBytes) bytes"
            return refuse(TransferError(kind: .headersTooLarge, message: message))
        }
        if let status = Self.status(ofLine: line) {
            self.status = status
            headers.removeAll()
        }
        headers.append(line)
        if isEndOfHeader(line), (300...399).contains(status), headers["Location"] != nil { redirects.append(status) }
        return true
    }

    /// Takes decompressed bytes of the body. `false` ends the transfer.
    func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        bodyBytes += bytes.count
        guard bodyBytes <= request.limits.maxBodyBytes else {
            let message = "the document is larger than \(request.limits.maxBodyBytes) bytes"
            return refuse(TransferError(kind: .bodyTooLarge, message: message))
        }
        guard (200...299).contains(status) else { return true }
        if body.isEmpty { body.reserveCapacity(expectedBytes) }
        body.append(contentsOf: bytes)
        if let receiver = request.receiver { handOn(to: receiver) }
        return true
    }

    /// A large body is not held: what has come of it goes to the receiver in parts of some size.
    private func handOn(to receiver: BodyReceiver) {
        guard body.count >= (isBodyPartial ? Self.partBytes : receiver.threshold) else { return }
        var part: [UInt8] = []
        part.reserveCapacity(Self.partBytes)
        swap(&part, &body)
        isBodyPartial = true
        receiver.take(BodyPart(bytes: part, headers: headers, url: easy.effectiveURL ?? request.url))
    }

    private static let partBytes = 64 << 10

    /// How many bytes are held at once, as far as the server told.
    private var expectedBytes: Int {
        let most = isBodyPartial ? Self.partBytes : request.receiver?.threshold ?? request.limits.maxBodyBytes
        return min(easy.contentLength, most)
    }

    /// Whether a connection to this address may be opened or used again. `nil` stands for what is no IP address.
    func permits(_ address: IPAddress?) -> Bool {
        if request.addressPolicy == .anything { return true }
        guard let address else {
            return refuse(TransferError(kind: .blockedAddress, message: "not an internet address"))
        }
        let scope = address.scope
        guard
            request.addressPolicy.permits(scope, isRedirected: isRedirected, startedPrivate: startedPrivate)
        else {
            let message = "\(address) is a \(scope.rawValue) address" + (isRedirected ? ", reached by a redirect" : "")
            return refuse(TransferError(kind: .blockedAddress, message: message))
        }
        if !isRedirected { startedPrivate = scope != .global }
        return true
    }

    /// What libcurl's verdict means. Reads from the handle: call before it is reset.
    func result(for code: CURLcode) -> TransferResult {
        guard code == CURLE_OK else { return .failure(error(for: code)) }
        return .success(
            TransferResponse(
                status: easy.responseCode, headers: headers, body: body, url: easy.effectiveURL ?? request.url,
                redirects: redirects, isBodyPartial: isBodyPartial))
    }

    private func refuse(_ error: TransferError) -> Bool {
        refusal = error
        return false
    }

    private func isEndOfHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        line.first == 0x0D || line.first == 0x0A
    }

    /// `HTTP/1.1 301 Moved`, `HTTP/2 200`: the three digits after the first space; `nil` for any other line.
    private static func status(ofLine line: UnsafeRawBufferPointer) -> Int? {
        guard line.starts(with: "HTTP/".utf8), let space = line.firstIndex(of: 0x20) else { return nil }
        let digits = line[(space + 1)...].prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

extension Transfer {
    /// Why a request is not even begun.
    static func refusal(of arrival: TransferInbox.Arrival) -> TransferError? {
        if arrival.ticket.isCancelled.load(ordering: .relaxed) { return .cancelled }
        guard arrival.request.isClean else {
            return TransferError(kind: .invalidRequest, message: "control characters in the URL or a header field")
        }
        return nil
    }
}

extension TransferRequest {
    /// A line end in a value would begin another field, or another request.
    fileprivate var isClean: Bool {
        var texts = [url, userAgent, proxy ?? ""]
        for field in fields { texts += [field.name, field.value] }
        switch authentication {
        case .basic(let user, let password): texts += [user, password]
        case .bearer(let token): texts.append(token)
        case nil: break
        }
        return texts.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
    }
}
