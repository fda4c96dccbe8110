// SPDX-License-Identifier: Apache-2.0
// A sink of `alerts.sinks`: its name, and what its kind needs to know. Secrets are named as files, never held.

/// One sink that the user set up.
package struct SinkSettings: Sendable, Hashable {
    /// What topics name in `sinks:`, and the name of its rows in the outbox.
    package let name: String
    package let target: SinkTarget
    /// How long an alert may wait for this sink before it is given up; `nil` for ever.
    package let expire: Duration?
}

/// Where a sink's alerts go, by its `kind:`.
package enum SinkTarget: Sendable, Hashable {
    case webhook(WebhookSettings)
    case ntfy(NtfySettings)
    case slack(IncomingWebhookSettings)
    case mattermost(IncomingWebhookSettings)
    case discord(IncomingWebhookSettings)
    case telegram(TelegramSettings)
    case matrix(MatrixSettings)
    case gotify(GotifySettings)
    case pushover(PushoverSettings)
    case email(EmailSettings)
    case exec(ExecSettings)
    case atom(AtomSettings)
}
