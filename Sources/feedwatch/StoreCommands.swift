// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Storing

struct StoreCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Look after the database: check, copy, tighten.",
        subcommands: [StoreCheck.self, StoreBackup.self, StoreVacuum.self])
}

struct StoreCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the whole store and tell everything that is wrong with it.",
        discussion: "Works beside a running daemon. Ends with status 1 where something is wrong.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    func run() throws {
        let store = try configurationOptions.openStore()
        var progress = ProgressLine()
        let problems = try store.problems { progress.show("checking \($0)") }
        progress.clear()
        guard problems.isEmpty else {
            problems.forEach { Terminal.complain($0) }
            throw Failure(
                "the store is damaged; restore a backup, or restart `feedwatch run`, which keeps it aside and begins anew"
            )
        }
        let counts = try store.counts()
        Terminal.print(
            "ok: \(counts.entries) entries, \(counts.alerts) alerts, \(counts.databaseBytes / 1_024) KiB")
    }
}

struct StoreBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store to FILE as it is at this moment, also while the daemon runs.",
        discussion: """
            FILE is there when the copy is whole, not before. To go back to it: stop the daemon, put FILE in the place of \
            store.path, remove that path's -wal and -shm, start again.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Flag(help: "Replace FILE where it exists.")
    var force = false

    @Argument(help: "The file to create.", completion: .file())
    var file: String

    func run() throws {
        guard force || !FileManager.default.fileExists(atPath: file) else {
            throw Failure("\(file) exists; name another file, or replace it with --force")
        }
        var progress = ProgressLine()
        try configurationOptions.openStore().backup(to: file) { share in
            progress.show("\(Int(share * 100)) % copied")
        }
        progress.clear()
    }
}

struct StoreVacuum: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacuum", abstract: "Give the room of removed entries back to the disk; the daemon must not run.",
        discussion: "Takes up to twice as much free disk space as the store has, beside it and in /var/tmp.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    func run() async throws {
        let configuration = try configurationOptions.read()
        let before = try configurationOptions.openStore().counts().databaseBytes
        let store = try Store.open(for: configuration).undamaged()
        try await store.vacuum()
        try await store.close()
        let after = try configurationOptions.openStore().counts().databaseBytes
        Terminal.print("\(before / 1_024) KiB before, \(after / 1_024) KiB now")
    }
}
