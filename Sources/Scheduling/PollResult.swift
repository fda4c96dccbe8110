// SPDX-License-Identifier: Apache-2.0

package import Model

/// What a poll of a feed came to, as far as the next one depends on it.
package enum PollResult: Sendable {
    /// There was a document other than the last. `title` is the publisher's, `nil` where it gives none; `movedTo` is
    /// where permanent redirects alone led to.
    case changed(validators: Validators, bodyHash: String, title: String?, movedTo: String?)
    /// The document is the last one; `validators` where the server gave new ones.
    case unchanged(validators: Validators?, movedTo: String?)
    /// 410: the publisher has given the feed up.
    case gone
    /// The server asked to be left alone for so long; `message` is the status in words.
    case retryAfter(Duration, message: String)
    /// One line, without credentials.
    case failed(String)
}
