// SPDX-License-Identifier: Apache-2.0
// The door of this room: a request goes in, an outcome comes out, whatever the server does.

import Curl
import Dispatch
package import Dispatching
import Model
import Synchronization

/// Fetches documents over HTTP(S) and from files. How many at once is the caller's decision.
package final class Fetcher: Sendable {
    /// Turns with libcurl's thread: at least once a second while a transfer is in flight, else with every `ping` and at
    /// least every 20 seconds.
    package let progress: Progress

    private struct Settings {
        var limits: FetchLimits
        var userAgent: String
    }

    private let settings: Mutex<Settings>
    private let transfers: TransferLoop
    private let cookies = CookieJars()
    private let clock: WallClock
    /// Concurrent: a file on a network that hangs holds up no other.
    private let files = DispatchQueue(label: "files", attributes: .concurrent)

    /// - Parameters:
    ///   - limits: what each fetch may cost.
    ///   - userAgent: the `User-Agent` field, with a contact.
    ///   - clock: for a `Retry-After` that is a date.
    package init(limits: FetchLimits, userAgent: String, clock: WallClock = .system) {
        let progress = Progress()
        self.progress = progress
        self.clock = clock
        settings = Mutex(Settings(limits: limits, userAgent: userAgent))
        transfers = TransferLoop(maxIdleConnections: limits.maxIdleConnections) {
            progress.turn()
            FaultPoint.transfers.reached()
        }
    }

    /// For fetches begun from now on; `maxIdleConnections` stays as it was.
    package func update(limits: FetchLimits, userAgent: String) {
        settings.withLock { $0 = Settings(limits: limits, userAgent: userAgent) }
    }

    /// Fetches one document. The task's cancellation ends a transfer as `failed` with kind `cancelled`.
    ///
    /// - Parameters:
    ///   - request: which document.
    ///   - consumer: gets a large document from a server in parts; the outcome's `body` is empty then.
    ///   - onSlow: called once, on a thread that must not be held up, if the server has not given all of it after a
    ///     quarter to half a second.
    /// - Returns: what became of it.
    package func fetch(
        _ request: FetchRequest, consumer: DocumentConsumer? = nil, onSlow: (@Sendable () -> Void)? = nil
    ) async -> FetchOutcome {
        let settings = settings.withLock { $0 }
        switch request.url.scheme {
        case "http", "https": return await transfer(request, settings, consumer, onSlow)
        case "file": return await onFileQueue { FileFetch.outcome(of: request, limit: settings.limits.maxBodyBytes) }
        default:
            let reason = "only http, https and file URLs can be fetched"
            return .failed(FetchFailure(kind: .invalidURL, url: request.url, reason: reason))
        }
    }

    /// Makes libcurl's thread turn, so that `progress` tells whether it is alive when nothing is in flight.
    package func ping() {
        transfers.ping()
    }

    /// Ends what is in flight (as `cancelled`) and returns when libcurl's thread is over, in well under two seconds.
    package func shutdown() async {
        await transfers.shutdown()
    }

    private func transfer(
        _ request: FetchRequest, _ settings: Settings, _ consumer: DocumentConsumer?, _ onSlow: (@Sendable () -> Void)?
    ) async -> FetchOutcome {
        var transfer = TransferRequest(request, limits: settings.limits, userAgent: settings.userAgent)
        do throws(FileError) {
            if Identification.isNeeded(for: request) { transfer.identify(as: try await identification(of: request)) }
        } catch {
            return .failed(FetchFailure(kind: .credentials, url: request.url, reason: error.reason))
        }
        let parts = consumer.map(DocumentParts.init)
        transfer.receiver = parts?.receiver
        transfer.cookies = cookies.cookies(of: request.cookieJar)
        transfer.onSlow = onSlow
        switch await transfers.perform(transfer) {
        case .success(let response): return await outcome(of: request, response, parts)
        case .failure(let error):
            parts?.abandon()
            return .failed(FetchFailure(error, url: request.url))
        }
    }

    private func outcome(
        of request: FetchRequest, _ response: TransferResponse, _ parts: DocumentParts?
    ) async -> FetchOutcome {
        cookies.keep(response.cookies, in: request.cookieJar)
        var response = response
        let hash = response.isBodyPartial ? await parts?.finish(with: response) : nil
        if hash != nil { response.body = [] }
        return FetchOutcome(response, partsHash: hash, to: request, now: Timestamp(seconds: clock.seconds))
    }

    private func identification(of request: FetchRequest) async throws(FileError) -> Identification {
        try await onFileQueue {
            Result { () throws(FileError) in try Identification(of: request) }
        }.get()
    }

    private func onFileQueue<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            files.async { continuation.resume(returning: work()) }
        }
    }
}
