// SPDX-License-Identifier: Apache-2.0
// https://spec.matrix.org/v1.11/client-server-api/#mroommessage. The alert's id is the transaction's: the homeserver takes
// the same one once only.

package import Model

/// Sends to a room of a Matrix homeserver.
package struct MatrixFormat: AlertFormat {
    private let server: String
    private let room: String
    private let token: String
    private let template: AlertTemplate?
    package var secrets: [String] { [token] }

    package init(server: String, room: String, token: String, template: AlertTemplate?) {
        self.server = server
        self.room = room
        self.token = token
        self.template = template
    }

    /// An event is at most 65,536 bytes.
    private static let plain = TextForm.plain(bytes: 8_000)
    private static let html = TextForm(limit: 16_000, width: { UTF8.width($0) }, escape: HTMLText.escape)

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("msgtype", "m.text")
        json.appendText("body", Self.plain.message(of: alert, by: template ?? .standard))
        if template == nil {
            json.appendText("format", "org.matrix.custom.html")
            json.appendText("formatted_body", Self.formatted(alert))
        }
        // Nobody is mentioned, whatever names the text holds (§11.37).
        json.append(",\"m.mentions\":{}}")
        var message = HTTPMessage(url: address(of: alert), body: json.bytes)
        message.method = .put
        message.add("Authorization", "Bearer " + token)
        return message
    }

    private func address(of alert: Alert) -> String {
        let room = room.percentEncodedPart
        return "\(server)/_matrix/client/v3/rooms/\(room)/send/m.room.message/\(alert.id.percentEncodedPart)"
    }

    private static func formatted(_ alert: Alert) -> String {
        let title = html.text(of: alert, by: AlertTemplate(.field(.title)))
        let source = html.text(of: alert, by: AlertTemplate(.field(.feed), .text(" · "), .field(.topic)))
        let head = alert.shortLink.map { "<a href=\"\(HTMLText.escaped($0))\">\(title)</a>" } ?? title
        return "<strong>\(head)</strong><br>\(source)" + HTMLText.list(of: alert, limit: 12_000)
    }
}

extension String {
    /// One part of a URL's path: all but the unreserved characters of RFC 3986 §2.3 percent-encoded.
    fileprivate var percentEncodedPart: String {
        var text = ""
        for byte in utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII,
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-._~".unicodeScalars.contains(scalar)
            {
                text.unicodeScalars.append(scalar)
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
