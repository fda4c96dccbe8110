// SPDX-License-Identifier: Apache-2.0
// `client_certificate:` of a feed: {file, key_file}.

import Model
import Yams

struct ClientCertificateSettings: Sendable {
    private var file: String?
    private var keyFile: String?

    static let type = ValueType<CertificateFiles>(
        "a file and a key_file", schema: section.schema(ClientCertificateSettings())
    ) { node, reading in
        var settings = ClientCertificateSettings()
        let before = reading.problems.count
        section.read(node, into: &settings, &reading)
        guard reading.problems.count == before else { return nil }
        if let file = settings.file { return CertificateFiles(certificate: file, key: settings.keyFile ?? file) }
        reading.error(
            "client_certificate is not whole", "write client_certificate: {file: FILE, key_file: FILE}", at: node)
        return nil
    }

    private static let section = Section<ClientCertificateSettings>([
        .optional("file", \.file, .path, "A PEM file with the certificate, and those it is signed by."),
        .optional("key_file", \.keyFile, .path, "A PEM file with its key, without a passphrase, if it is another."),
    ])
}
