// SPDX-License-Identifier: Apache-2.0
// Secrets are read at the moment they are sent, so that a changed file needs no reload and memory keeps no copy.

import Curl
import Model

/// Who asks, with the secrets in it.
struct Identification: Sendable {
    var authentication: Authentication?
    var fields: [HeaderField] = []
    var certificate: ClientCertificate?
    var proxy: Proxy?

    /// Whether a request needs one: reading it blocks.
    static func isNeeded(for request: FetchRequest) -> Bool {
        request.credentials != nil || request.asking != Asking() || request.proxy != .direct
    }

    /// Blocks: call it on a queue made for that.
    init(of request: FetchRequest) throws(FileError) {
        authentication = try request.credentials?.authentication()
        for field in request.asking.fields { fields.append(try HeaderField(field)) }
        if let files = request.asking.certificate { certificate = try ClientCertificate(files) }
        if case .through(let url, let credentials) = request.proxy {
            proxy = Proxy(url: url, authentication: try credentials?.authentication())
        }
    }
}

extension Credentials {
    fileprivate func authentication() throws(FileError) -> Authentication {
        switch self {
        case .basic(let user, let file): .basic(user: user, password: try secret(in: file, key: "password_file"))
        case .digest(let user, let file): .digest(user: user, password: try secret(in: file, key: "password_file"))
        case .bearer(let file): .bearer(token: try secret(in: file, key: "token_file"))
        }
    }
}

extension HeaderField {
    fileprivate init(_ field: RequestField) throws(FileError) {
        switch field.value {
        case .text(let text): self.init(field.name, text)
        case .file(let path): self.init(field.name, try secret(in: path, key: "headers: \(field.name):"))
        }
    }
}

extension ClientCertificate {
    /// libcurl says of a file that is missing no more than that something is wrong.
    fileprivate init(_ files: CertificateFiles) throws(FileError) {
        _ = try secret(in: files.certificate, key: "client_certificate: file:")
        _ = try secret(in: files.key, key: "client_certificate: key_file:")
        self.init(certificateFile: files.certificate, keyFile: files.key)
    }
}

/// The file without its final line end, at most 64 KiB.
private func secret(in path: String, key: String) throws(FileError) -> String {
    do throws(FileError) {
        let bytes = try RegularFile(path: path).bytes(limit: 64 << 10)
        let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
        guard end > 0, let secret = String(validating: bytes[..<end], as: UTF8.self) else {
            throw FileError("empty or not UTF-8")
        }
        return secret
    } catch {
        throw FileError("\(key) \(path): \(error.reason)")
    }
}
