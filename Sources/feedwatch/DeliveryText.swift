// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import Storing
import Watching

/// What became of an alert at each sink, for a person and for a program.
enum DeliveryText {
    /// A line for each sink.
    static func lines(_ deliveries: [DeliveryState]) -> String {
        deliveries.map { "sink      \($0.sink): \(state(of: $0))" }.joined(separator: "\n")
    }

    private static func state(of delivery: DeliveryState) -> String {
        let said = delivery.lastError.map { ": " + Printable.line($0) } ?? ""
        switch delivery.end?.ending {
        case .delivered: return "delivered \(delivery.end?.at.rfc3339 ?? "")"
        case .expired: return "expired \(delivery.end?.at.rfc3339 ?? "")\(said)"
        case .dropped: return "given up \(delivery.end?.at.rfc3339 ?? "")\(said)"
        case nil: return "waiting" + tries(of: delivery) + said
        }
    }

    private static func tries(of delivery: DeliveryState) -> String {
        guard delivery.attempts > 0 else { return "" }
        return ", tried \(delivery.attempts) times"
            + (delivery.nextAttempt.map { ", again at \($0.rfc3339)" } ?? "")
    }
}

/// One sink of `alerts show --format json`.
struct DeliveryLine: Encodable {
    let sink: String
    /// `waiting`, or how it ended.
    let state: String
    let at: String?
    let attempts: Int
    let lastError: String?
    let nextAttempt: String?

    init(_ delivery: DeliveryState) {
        sink = delivery.sink
        state = delivery.end.map { "\($0.ending)" } ?? "waiting"
        at = delivery.end?.at.rfc3339
        attempts = delivery.attempts
        lastError = delivery.lastError
        nextAttempt = delivery.nextAttempt?.rfc3339
    }

    enum CodingKeys: String, CodingKey {
        case sink, state, at, attempts
        case lastError = "last_error"
        case nextAttempt = "next_attempt"
    }
}
