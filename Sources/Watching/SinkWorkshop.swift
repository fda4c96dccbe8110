// SPDX-License-Identifier: Apache-2.0
// Settings to sinks. What a sink's files hold is read by the sink, each time it has something to tell.

import Alerting
import Configuring

/// Makes the sinks of one configuration.
struct SinkWorkshop {
    let userAgent: String
    let transport = SinkTransport()

    func sink(_ settings: SinkSettings) -> any AlertSink {
        switch settings.target {
        case .webhook(let it): http(settings, it.http) { () throws(SendFailure) in try it.format() }
        case .ntfy(let it): http(settings, it.http) { () throws(SendFailure) in try it.format() }
        case .slack(let it):
            http(settings, it.http) { () throws(SendFailure) in
                SlackFormat(url: try it.readURL(), template: it.template)
            }
        case .mattermost(let it):
            http(settings, it.http) { () throws(SendFailure) in
                MattermostFormat(url: try it.readURL(), template: it.template)
            }
        case .discord(let it):
            http(settings, it.http) { () throws(SendFailure) in
                DiscordFormat(url: try it.readURL(), template: it.template)
            }
        case .telegram(let it): http(settings, it.http) { () throws(SendFailure) in try it.format() }
        case .matrix(let it): http(settings, it.http) { () throws(SendFailure) in try it.format() }
        case .gotify(let it): http(settings, it.http) { () throws(SendFailure) in try it.format() }
        case .pushover(let it): http(settings, it.http) { () throws(SendFailure) in try it.format() }
        case .email(let it): mail(settings, it)
        case .exec(let it):
            SendingSink(name: settings.name, expiry: settings.expire) { () throws(SendFailure) in
                ExecSender(program: it.command[0], arguments: Array(it.command.dropFirst()), timeout: it.timeout)
            }
        case .atom(let it):
            AtomSink(name: settings.name, expiry: settings.expire, directory: it.directory, newest: it.newest)
        }
    }

    private func http(
        _ settings: SinkSettings, _ http: HTTPSinkSettings,
        format: @escaping @Sendable () throws(SendFailure) -> any AlertFormat
    ) -> any AlertSink {
        let options = HTTPSending(
            timeout: http.timeout, caFile: http.caFile, allowsPrivateAddress: http.allowsPrivateAddress,
            userAgent: userAgent)
        let transport = transport
        return SendingSink(name: settings.name, expiry: settings.expire) { () throws(SendFailure) in
            HTTPSender(try format(), options: options, over: transport)
        }
    }
}

extension SinkWorkshop {
    private func mail(_ sink: SinkSettings, _ settings: EmailSettings) -> any AlertSink {
        let format = MailFormat(from: settings.from, recipients: settings.to, template: settings.template)
        let transport = transport
        return SendingSink(name: sink.name, expiry: sink.expire) { () throws(SendFailure) in
            let server = MailServer(
                url: settings.server, requiresTLS: settings.tls == .required, user: settings.user,
                password: try read(settings.passwordFile, key: "password_file"), timeout: settings.http.timeout,
                caFile: settings.http.caFile, allowsPrivateAddress: settings.http.allowsPrivateAddress)
            return MailSender(format, to: server, over: transport)
        }
    }
}

extension WebhookSettings {
    fileprivate func format() throws(SendFailure) -> WebhookFormat {
        let secret = try read(secretFile, key: "secret_file")
        let token = try read(tokenFile, key: "token_file")
        guard let format = WebhookFormat(url: url, secret: secret, token: token) else {
            throw SendFailure(
                "secret_file \(secretFile ?? ""): no Standard Webhooks secret; make one with: "
                    + "echo \"whsec_$(openssl rand -base64 32)\"")
        }
        return format
    }
}

extension NtfySettings {
    fileprivate func format() throws(SendFailure) -> NtfyFormat {
        NtfyFormat(server: server, topic: topic, token: try read(tokenFile, key: "token_file"), template: template)
    }
}

extension IncomingWebhookSettings {
    fileprivate func readURL() throws(SendFailure) -> String {
        let url = try SecretFile(urlFile, key: "url_file").read()
        guard ["https://", "http://"].contains(where: { url.lowercased().hasPrefix($0) }) else {
            throw SendFailure("url_file \(urlFile): its first line is no http or https URL")
        }
        return url
    }
}

extension TelegramSettings {
    fileprivate func format() throws(SendFailure) -> TelegramFormat {
        let token = try SecretFile(tokenFile, key: "token_file").read()
        return TelegramFormat(server: server, token: token, chat: chat, template: template)
    }
}

extension MatrixSettings {
    fileprivate func format() throws(SendFailure) -> MatrixFormat {
        let token = try SecretFile(tokenFile, key: "token_file").read()
        return MatrixFormat(server: server, room: room, token: token, template: template)
    }
}

extension GotifySettings {
    fileprivate func format() throws(SendFailure) -> GotifyFormat {
        let token = try SecretFile(tokenFile, key: "token_file").read()
        return GotifyFormat(server: server, token: token, template: template)
    }
}

extension PushoverSettings {
    fileprivate func format() throws(SendFailure) -> PushoverFormat {
        let token = try SecretFile(tokenFile, key: "token_file").read()
        let user = try SecretFile(userFile, key: "user_file").read()
        return PushoverFormat(server: server, token: token, user: user, device: device, template: template)
    }
}

private func read(_ path: String?, key: String) throws(SendFailure) -> String? {
    guard let path else { return nil }
    return try SecretFile(path, key: key).read()
}
