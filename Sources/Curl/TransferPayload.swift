// SPDX-License-Identifier: Apache-2.0

/// What a request carries. Redirects are not followed with it: what is meant for one server goes to no other.
package enum TransferPayload: Sendable, Hashable {
    case post([UInt8])
    case put([UInt8])
    /// `smtp:` and `smtps:` only.
    case mail(Mail)
}
