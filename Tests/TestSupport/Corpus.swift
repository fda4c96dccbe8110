// SPDX-License-Identifier: Apache-2.0
// Real feeds and labelled news that belong to others: read where they are, never copied into the project.

import Foundation

/// The folder that `FEEDWATCH_CORPUS` names, with `feeds/`, `opml/`, `news-stream/`; `../topics` is found beside it.
/// A test that needs it says `.enabled(if: Corpus.isPresent, Corpus.missing)`, so that a run without it names the test.
package enum Corpus {
    package static let missing: StaticString = "FEEDWATCH_CORPUS does not name the sample folder"

    package static let path: String? = ProcessInfo.processInfo.environment["FEEDWATCH_CORPUS"].flatMap { folder in
        FileManager.default.fileExists(atPath: folder + "/manifest.json") ? folder : nil
    }

    package static var isPresent: Bool { path != nil }

    /// The bytes of a file below the corpus folder, such as `feeds/news/bbc-news.xml` or `../topics/conformance/…`.
    package static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: (path ?? "") + "/" + name)))
    }

    /// The files below a folder of the corpus, by name, such as `feeds/news/bbc-news.xml`.
    package static func files(under folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: (path ?? "") + "/" + folder).sorted()
            .map { folder + "/" + $0 }
            .filter {
                (try? FileManager.default.attributesOfItem(atPath: (path ?? "") + "/" + $0)[.type])
                    as? FileAttributeType == .typeRegular
            }
    }
}
