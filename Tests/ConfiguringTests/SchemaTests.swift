// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Configuring

@Suite struct SchemaTests {
    private func schema(_ file: ConfigurationSchema.File) throws -> [String: Any] {
        let data = Data(ConfigurationSchema.json(for: file).utf8)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test(arguments: ConfigurationSchema.File.allCases)
    func `every key has a description, keys of later versions are left out`(file: ConfigurationSchema.File) throws {
        let properties = try #require(try schema(file)["properties"] as? [String: [String: Any]])
        #expect(properties.values.allSatisfy { ($0["description"] as? String)?.hasSuffix(".") == true })
        #expect(properties["dashboard"] == nil && properties["digest"] == nil)
    }

    @Test func `types, defaults and ranges come from the settings`() throws {
        let main = try #require(try schema(.main)["properties"] as? [String: [String: Any]])
        let fetch = try #require(main["fetch"]?["properties"] as? [String: [String: Any]])
        #expect(fetch["interval"]?["default"] as? String == "30m")
        #expect(fetch["per_host"]?["type"] as? String == "integer")
        #expect(fetch["per_host"]?["minimum"] as? Int == 1)
        #expect(fetch["max_body"]?["default"] as? String == "16MiB")
        #expect(try schema(.topic)["required"] as? [String] == ["signals"])
    }
}
