// SPDX-License-Identifier: Apache-2.0
// Rooms in which people talk.

package import Model

/// A room's incoming webhook: Slack, Mattermost and Discord. Its URL lets anybody write there, so it is a secret.
package struct IncomingWebhookSettings: Sendable, Hashable {
    /// A file with the URL; absolute.
    package var urlFile = ""
    package var template: AlertTemplate?
    package var http = HTTPSinkSettings()

    package init() {}
}

extension IncomingWebhookSettings: TextSinkForm {
    static let required = [(key: "url_file", example: "FILE")]

    static let settings: [Setting<IncomingWebhookSettings>] =
        [.value("url_file", \.urlFile, .path, "A file whose first line is the URL of the room's incoming webhook.")]
        + textSettings
}

/// https://core.telegram.org/bots/api#sendmessage
package struct TelegramSettings: Sendable, Hashable {
    package var server = "https://api.telegram.org"
    /// A number, or `@name` of a channel.
    package var chat = ""
    /// A file with the bot's token; absolute.
    package var tokenFile = ""
    package var template: AlertTemplate?
    package var http = HTTPSinkSettings()

    package init() {}
}

extension TelegramSettings: TextSinkForm {
    static let required = [(key: "chat", example: "NUMBER"), (key: "token_file", example: "FILE")]

    static let settings: [Setting<TelegramSettings>] =
        [
            .value("server", \.server, .webURL, "The address of the Bot API."),
            .value("chat", \.chat, chatType, "The chat: its number, or '@name' of a channel."),
            .value("token_file", \.tokenFile, .path, "A file whose first line is the bot's token."),
        ] + textSettings

    private static let chatType = ValueType<String>.scalar(
        "a chat's number, or '@name' in quotes",
        schema: .object([("type", .array([.string("string"), .string("integer")]))]),
        advice: { $0.hasPrefix("@") ? "" : "write '@\($0)' for a channel's name" },
        value: { $0.hasPrefix("@") && $0.count > 1 || Int64($0) != nil ? $0 : nil })
}

/// https://spec.matrix.org/v1.11/client-server-api/#sending-events-to-a-room
package struct MatrixSettings: Sendable, Hashable {
    package var server = ""
    /// The room's id, `!…`.
    package var room = ""
    /// A file with an access token; absolute.
    package var tokenFile = ""
    package var template: AlertTemplate?
    package var http = HTTPSinkSettings()

    package init() {}
}

extension MatrixSettings: TextSinkForm {
    static let required = [
        (key: "server", example: "https://matrix.example.org"), (key: "room", example: "'!abc:example.org'"),
        (key: "token_file", example: "FILE"),
    ]

    static let settings: [Setting<MatrixSettings>] =
        [
            .value("server", \.server, .webURL, "The homeserver's address."),
            .value("room", \.room, roomType, "The room's id, such as '!abc:example.org'."),
            .value("token_file", \.tokenFile, .path, "A file whose first line is the account's access token."),
        ] + textSettings

    private static let roomType = ValueType<String>.scalar(
        "a room's id such as '!abc:example.org'", schema: .type("string"),
        advice: { $0.hasPrefix("#") ? "the room's settings show its id beside the alias (Advanced)" : "" },
        value: { $0.hasPrefix("!") && $0.count > 1 ? $0 : nil })
}
