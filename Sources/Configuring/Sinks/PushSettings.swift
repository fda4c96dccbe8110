// SPDX-License-Identifier: Apache-2.0
// Services that make a phone or a desktop ring.

package import Model

/// https://docs.ntfy.sh/publish/
package struct NtfySettings: Sendable, Hashable {
    package var server = "https://ntfy.sh"
    package var topic = ""
    /// A file with an access token; absolute.
    package var tokenFile: String?
    package var template: AlertTemplate?
    package var http = HTTPSinkSettings()

    package init() {}
}

extension NtfySettings: TextSinkForm {
    static let required = [(key: "topic", example: "NAME, hard to guess")]

    static let settings: [Setting<NtfySettings>] =
        [
            .value("server", \.server, .webURL, "The server's address."),
            .value("topic", \.topic, topicType, "The ntfy topic that the phone is subscribed to."),
            .optional("token_file", \.tokenFile, .path, "A file whose first line is an access token."),
        ] + textSettings

    /// As ntfy's server wants it.
    private static let topicType = ValueType<String>.scalar(
        "up to 64 letters a-z, digits, '-' and '_'", schema: .type("string"), written: { _ in nil },
        value: { SinkName.isWord($0) ? $0 : nil })
}

/// https://gotify.net/docs/pushmsg
package struct GotifySettings: Sendable, Hashable {
    package var server = ""
    /// A file with the application's token; absolute.
    package var tokenFile = ""
    package var template: AlertTemplate?
    package var http = HTTPSinkSettings()

    package init() {}
}

extension GotifySettings: TextSinkForm {
    static let required = [
        (key: "server", example: "https://gotify.example.org"), (key: "token_file", example: "FILE"),
    ]

    static let settings: [Setting<GotifySettings>] =
        [
            .value("server", \.server, .webURL, "The server's address."),
            .value("token_file", \.tokenFile, .path, "A file whose first line is the application's token."),
        ] + textSettings
}

/// https://pushover.net/api
package struct PushoverSettings: Sendable, Hashable {
    package var server = "https://api.pushover.net"
    /// Files with the application's token and the user's or group's key; absolute.
    package var tokenFile = ""
    package var userFile = ""
    package var device: String?
    package var template: AlertTemplate?
    package var http = HTTPSinkSettings()

    package init() {}
}

extension PushoverSettings: TextSinkForm {
    static let required = [(key: "token_file", example: "FILE"), (key: "user_file", example: "FILE")]

    static let settings: [Setting<PushoverSettings>] =
        [
            .value("server", \.server, .webURL, "The service's address."),
            .value("token_file", \.tokenFile, .path, "A file whose first line is the application's token."),
            .value("user_file", \.userFile, .path, "A file whose first line is the user's or group's key."),
            .optional("device", \.device, .text, "The only device told."),
        ] + textSettings
}
