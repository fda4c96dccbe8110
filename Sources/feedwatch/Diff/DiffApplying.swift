// SPDX-License-Identifier: Apache-2.0
// `topics diff --apply`: the stories that an edit gained are told, by the daemon or, where none runs, by ourselves.

import Configuring
import Dispatching
import Model
import Storing
import Watching

struct DiffApplying {
    let options: ConfigurationOptions
    /// Those in force, or meant to be.
    let topics: [Topic]

    /// Says how many of the gained stories were told now.
    func apply(_ result: BacktestResult) async throws {
        let gained = Dictionary(grouping: result.changes.filter { $0.kind == .gained }, by: \.topic)
        for topic in topics {
            guard let changes = gained[topic.id] else { continue }
            // Oldest first, as they would have come.
            let requests = TellRequest.requests(for: changes.reversed(), of: topic)
            let told = try await tell(requests)
            Terminal.print(
                "\(topic.id): told \(told.grouped) of \(changes.count.grouped) stories gained"
                    + (told < changes.count ? "; the others had been told before" : ""))
        }
        if gained.isEmpty { Terminal.print("nothing to tell") }
    }

    private func tell(_ requests: [TellRequest]) async throws -> Int {
        if options.isDaemonRunning {
            return try requests.reduce(0) { try $0 + count(options.askDaemon($1.request), $1) }
        }
        return try await tellInStore(requests)
    }

    /// No daemon runs: the alerts wait in the outbox for the next one.
    private func tellInStore(_ requests: [TellRequest]) async throws -> Int {
        let configuration = try options.read()
        let store = try Store.open(for: configuration).undamaged()
        let telling = LateTelling(watch: Watch(configuration), store: store)
        var told = 0
        for request in requests {
            let now = Timestamp(seconds: WallClock.system.seconds)
            told += try count(ControlSocket.Answer(await telling.tell(request, at: now)), request)
        }
        try await store.close()
        return told
    }

    private func count(_ answer: ControlSocket.Answer, _ request: TellRequest) throws -> Int {
        let text = answer.text.prefix { !$0.isNewline }
        guard answer.status == 0, let count = Int(text) else {
            throw Failure(
                "\(request.topic): \(text); save it in \(TopicSource.directory(at: options.path)), run feedwatch reload, "
                    + "and ask again")
        }
        return count
    }
}
