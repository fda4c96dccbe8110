// SPDX-License-Identifier: Apache-2.0
// Pairs in Fixtures/: a document, and beside it the values that `feedwatch parse` must print of it. What the expected file
// does not mention is not compared.

import Foundation
import Testing

@testable import Parsing

@Suite struct FixtureTests {
    static let names: [String] = {
        let folder = Bundle.module.resourcePath.map { $0 + "/Fixtures" } ?? ""
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { !$0.hasSuffix(".expected.json") }.sorted()
    }()

    @Test func `there are fixtures for each format`() {
        #expect(Self.names.count > 30)
    }

    @Test(arguments: names)
    func `gives the values written beside the document`(_ name: String) throws {
        let feed = try FeedParser().parse(Fixture.bytes(name))
        let printed = try JSONSerialization.jsonObject(with: Data(feed.jsonLine().utf8))
        let expected = try JSONSerialization.jsonObject(with: Data(Fixture.bytes(name + ".expected.json")))
        #expect(Difference.between(expected, printed, at: name) == [])
    }
}

enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(Bundle.module.resourcePath)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/Fixtures/" + name)))
    }
}

enum Difference {
    /// Where `actual` does not have what `expected` names, as paths with both values.
    static func between(_ expected: Any, _ actual: Any?, at path: String) -> [String] {
        switch (expected, actual) {
        case (let expected as [String: Any], let actual as [String: Any]):
            return expected.sorted { $0.key < $1.key }
                .flatMap { between($0.value, actual[$0.key], at: path + "." + $0.key) }
        case (let expected as [Any], let actual as [Any]):
            guard expected.count == actual.count else { return ["\(path): \(expected.count) expected, got \(actual)"] }
            return expected.indices.flatMap { between(expected[$0], actual[$0], at: "\(path)[\($0)]") }
        default:
            return isEqual(expected, actual) ? [] : ["\(path): expected \(expected), got \(actual ?? "nothing")"]
        }
    }

    private static func isEqual(_ expected: Any, _ actual: Any?) -> Bool {
        switch (expected, actual) {
        case (let expected as String, let actual as String): expected == actual
        case (let expected as NSNumber, let actual as NSNumber): expected == actual
        case (is NSNull, is NSNull): true
        default: false
        }
    }
}
