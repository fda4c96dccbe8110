// SPDX-License-Identifier: Apache-2.0
// A large document on its way from libcurl's thread to its consumer: hashed, and handed on in order.

import Curl
import Dispatch
import Synchronization

/// The parts of one document. What waits on the queue is bounded by the bound on a document.
final class DocumentParts: Sendable {
    private let consumer: DocumentConsumer
    private let hash = Mutex(BodyHash())
    private let isAbandoned = Atomic(false)
    /// As wide as the cores for all documents together.
    private let queue = DispatchQueue(label: "document", target: .global())

    init(for consumer: DocumentConsumer) {
        self.consumer = consumer
    }

    var receiver: BodyReceiver {
        BodyReceiver(threshold: consumer.threshold) { [self] part in
            queue.async { self.take(part.bytes, part.headers, part.url) }
        }
    }

    /// Hands on what came last.
    ///
    /// - Returns: the `BodyHash` of the document, once the consumer has had all of it.
    func finish(with response: TransferResponse) async -> String {
        await withCheckedContinuation { continuation in
            queue.async {
                self.take(response.body, response.headers, response.url)
                continuation.resume(returning: self.hash.withLock { $0.finish() })
            }
        }
    }

    /// The transfer failed: what waits is of no use.
    func abandon() {
        isAbandoned.store(true, ordering: .relaxed)
    }

    private func take(_ bytes: [UInt8], _ headers: ResponseHeaders, _ url: String) {
        guard !isAbandoned.load(ordering: .relaxed) else { return }
        hash.withLock { $0.update(bytes) }
        consumer.take(
            DocumentPart(bytes: bytes, contentType: headers["Content-Type"], url: url.withoutCredentials))
    }
}
