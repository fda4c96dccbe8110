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

    private let start = MonotonicTime.now
    private var isKnownSlow = false
    private var status = 0
    private var headers = ResponseHeaders()
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var bodyBytes = 0
    private var isBodyPartial = false
    /// Of a mail.
    var sentBytes = 0
    private var redirects: [Int] = []
    /// The origin of the request's URL; read when somebody asks, which plain transfers never do.
    private(set) lazy var ownOrigin = Origin(request.url)
    /// Why a callback stopped the transfer: libcurl itself only says that one did.
    private(set) var refusal: TransferError?

    var isRedirected: Bool { !redirects.isEmpty }

    init(arrival: TransferInbox.Arrival, easy: EasyHandle) {
        request = arrival.request
        ticket = arrival.ticket
        completion = arrival.completion
        self.easy = easy
    }

    /// Tells who wants to know, once, that this transfer takes its time. `false` while that is to be seen.
    func tellSlow(now: Int64) -> Bool {
        guard !isKnownSlow else { return true }
        guard now - start >= Self.slowMilliseconds else { return false }
        isKnownSlow = true
        request.onSlow?()
        return true
    }

    /// Most servers have answered by then, and of twice `fetch.concurrency` that hang all are known within a second.
    private static let slowMilliseconds: Int64 = 250

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
            body.removeAll(keepingCapacity: true)
        }
        headers.append(line)
        // libcurl follows whatever answer from 300 to 399 names a place, 304 among them.
        if isEndOfHeader(line), (300...399).contains(status), let target = headers.firstFilled("Location") {
            redirects.append(status)
            leave(for: target)
        }
        return true
    }

    /// A redirect: what says who asks stays behind, unless it leads on within the same origin.
    private func leave(for target: String) {
        guard request.isPersonal, Origin(target, from: currentURL) != ownOrigin || ownOrigin == nil else { return }
        easy.forgetPersonal(of: request)
    }

    /// Takes decompressed bytes of the body. `false` ends the transfer.
    func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        bodyBytes += bytes.count
        guard bodyBytes <= request.limits.maxBodyBytes else {
            return refuse(bodyTooLarge)
        }
        guard (200...299).contains(status) else { return keep(page: bytes) }
        if body.isEmpty { body.reserveCapacity(expectedBytes) }
        body.append(contentsOf: bytes)
        if let receiver = request.receiver { handOn(to: receiver) }
        return true
    }

    /// The page that comes with a refusal: its beginning tells walls apart.
    private func keep(page bytes: UnsafeRawBufferPointer) -> Bool {
        if status >= 400 { body.append(contentsOf: bytes.prefix(TransferResponse.maxPageBytes - body.count)) }
        return true
    }

    /// Bytes of one response's body so far, before decompression. `false` ends the transfer.
    func hasReceived(_ count: Int) -> Bool {
        count <= request.limits.maxBodyBytes || refuse(bodyTooLarge)
    }

    /// A large body is not held: what has come of it goes to the receiver in parts of some size.
    private func handOn(to receiver: BodyReceiver) {
        guard body.count >= (isBodyPartial ? Self.partBytes : receiver.threshold) else { return }
        var part: [UInt8] = []
        part.reserveCapacity(Self.partBytes)
        swap(&part, &body)
        isBodyPartial = true
        receiver.take(BodyPart(bytes: part, headers: headers, url: currentURL))
    }

    private static let partBytes = 64 << 10

    /// How many bytes are held at once, as far as the server told.
    private var expectedBytes: Int {
        let most = isBodyPartial ? Self.partBytes : request.receiver?.threshold ?? request.limits.maxBodyBytes
        return min(easy.contentLength, most)
    }

    /// What libcurl's verdict means. Reads from the handle: call before it is reset.
    func result(for code: CURLcode) -> TransferResult {
        guard code == CURLE_OK else { return .failure(error(for: code)) }
        return .success(
            TransferResponse(
                status: easy.responseCode, headers: headers, body: body, url: currentURL,
                redirects: redirects, isBodyPartial: isBodyPartial,
                cookies: request.cookies == nil ? nil : easy.cookies))
    }

    /// What is asked for now, redirects included.
    var currentURL: String { easy.effectiveURL ?? request.url }

    private var bodyTooLarge: TransferError {
        let message = "the document is larger than \(request.limits.maxBodyBytes) bytes"
        return TransferError(kind: .bodyTooLarge, message: message)
    }

    func refuse(_ error: TransferError) -> Bool {
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
