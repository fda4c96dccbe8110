// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Watching

@Suite struct ControlPathTests {
    @Test(arguments: [
        ("/etc/feedwatch", "/run/feedwatch/control"),
        ("/etc/feedwatch/", "/run/feedwatch/control"),
        ("/etc/feedwatch/feedwatch.yaml", "/run/feedwatch/control"),
        ("/etc/feedwatch/markets", "/run/feedwatch-markets/control"),
        ("/etc/feedwatch/markets/feedwatch.yaml", "/run/feedwatch-markets/control"),
    ])
    func `a service is asked in the runtime directory that its unit makes`(configuration: String, place: String) {
        let places = ControlPath.toAsk(store: "/var/lib/s.db", environment: [:], configuration: configuration)
        #expect(places == ["/var/lib/s.db.control", place])
    }

    @Test(arguments: ["/home/ann/feedwatch", "etc/feedwatch", "Config", "/etc/feedwatch/a/b"])
    func `a configuration that is no service's is asked for beside its store alone`(configuration: String) {
        let places = ControlPath.toAsk(store: "/tmp/s.db", environment: [:], configuration: configuration)
        #expect(places == ["/tmp/s.db.control"])
    }

    @Test func `the service itself looks into its own runtime directory first`() {
        let environment = ["RUNTIME_DIRECTORY": "/run/feedwatch-markets"]
        let places = ControlPath.toAsk(store: "/s", environment: environment, configuration: "/etc/feedwatch/markets")
        #expect(places.first == "/run/feedwatch-markets/control")
        #expect(ControlPath.toListen(store: "/s", environment: environment) == "/run/feedwatch-markets/control")
    }
}
