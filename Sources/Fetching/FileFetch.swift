// SPDX-License-Identifier: Apache-2.0
// Feeds that are files of the user. libcurl's own file: is off, so that no redirect can ever reach one.

import Model

/// The fetch of a `file:` URL. Blocks: call it on a queue made for that.
enum FileFetch {
    static func outcome(of request: FetchRequest, limit: Int) -> FetchOutcome {
        guard let path = request.url.filePath else {
            let reason = "only file:///absolute/path is understood"
            return .failed(FetchFailure(kind: .invalidURL, url: request.url, reason: reason))
        }
        do throws(FileError) {
            return try outcome(of: request, path: path, limit: limit)
        } catch {
            return .failed(FetchFailure(kind: .file, url: request.url, reason: error.reason))
        }
    }

    private static func outcome(of request: FetchRequest, path: String, limit: Int) throws(FileError) -> FetchOutcome {
        let file = try RegularFile(path: path)
        let validators = Validators(etag: file.version)
        if validators == request.validators { return .notModified(validators: validators, movedTo: nil, freshFor: nil) }
        let body = try file.bytes(limit: limit)
        guard !body.isEmpty else {
            return .failed(FetchFailure(kind: .empty, url: request.url, reason: "the file is empty"))
        }
        return .changed(
            FetchedDocument(
                body: body, bodyHash: BodyHash.of(body), contentType: nil, url: request.url, validators: validators))
    }
}
