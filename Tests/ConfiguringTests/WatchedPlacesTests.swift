// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Configuring

/// What of the file system a configuration hangs on.
@Suite struct WatchedPlacesTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("", to: "config/feedwatch.yaml")
        try directory.write("", to: "config/topics/us.yaml")
        try directory.write("", to: "config/feeds.d/more.opml")
    }

    private func names(in folder: String) throws -> WatchedPlaces.Names {
        try #require(
            WatchedPlaces(of: directory.path("config")).directories[
                folder.isEmpty ? directory.path : directory.path(folder)])
    }

    @Test(arguments: [
        "4913", ".us.yaml.swp", "us.yaml~", "#us.yaml#", ".#us.yaml", "us.yaml.tmp", "sedX1y2Z3", "us.yml",
    ])
    func `what editors leave for a moment does not count`(name: String) throws {
        for folder in ["config", "config/topics", "config/feeds.d"] {
            #expect(try !names(in: folder).contains(name))
        }
    }

    @Test func `files that are read count, where they are read`() throws {
        #expect(try names(in: "config/topics").contains("new.yaml"))
        #expect(try !names(in: "config/topics").contains("list.opml"))
        #expect(try names(in: "config/feeds.d").contains("list.opml"))
        for name in ["feedwatch.yaml", "feeds.yaml", "topics", "feeds.d"] {
            #expect(try names(in: "config").contains(name))
        }
        #expect(try !names(in: "config").contains("stray.yaml"))
    }

    @Test func `a main file of another name counts in place of the usual one`() throws {
        try directory.write("", to: "config/other.yaml")
        let places = WatchedPlaces(of: directory.path("config/other.yaml"))
        let names = try #require(places.directories[directory.path("config")])
        #expect(names.contains("other.yaml") && !names.contains("feedwatch.yaml"))
    }

    @Test func `every directory on the way counts by its name`() throws {
        #expect(try names(in: "").exact == ["config"])
        #expect(try !names(in: "").holdsFiles && names(in: "config").holdsFiles)
    }

    @Test func `links count where they stand and where they lead`() throws {
        let manager = FileManager.default
        try directory.write("", to: "store/v1/topics/us.yaml")
        try manager.createSymbolicLink(atPath: directory.path("store/current"), withDestinationPath: "v1")
        try manager.removeItem(atPath: directory.path("config/topics"))
        try manager.createSymbolicLink(
            atPath: directory.path("config/topics"), withDestinationPath: "../store/current/topics")
        #expect(try names(in: "config").contains("topics"))
        #expect(try names(in: "store").exact == ["current", "v1"])
        #expect(try names(in: "store/v1/topics").contains("new.yaml"))
    }

    @Test func `a file that is a link to one elsewhere is followed`() throws {
        try directory.write("", to: "elsewhere/list")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("config/feeds.d/linked.yaml"), withDestinationPath: directory.path("elsewhere/list"))
        #expect(try names(in: "elsewhere").exact == ["list"])
        #expect(try names(in: "elsewhere").holdsFiles)
    }

    @Test func `links in a circle end`() throws {
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: directory.path("config/topics/a.yaml"), withDestinationPath: "b.yaml")
        try manager.createSymbolicLink(atPath: directory.path("config/topics/b.yaml"), withDestinationPath: "a.yaml")
        #expect(try names(in: "config/topics").contains("a.yaml"))
    }
}
