// SPDX-License-Identifier: Apache-2.0

import Foundation

/// pipe2(2): `input` is where to read, `output` where to write; neither survives an exec.
struct Pipe {
    let input: Int32
    let output: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "out of descriptors")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (input, output) = (ends[0], ends[1])
    }
}

/// Starting and awaiting processes.
enum Spawn {
    struct Failure: Error { let code: Int32 }

    /// Starts `command[0]` with `streams` as its descriptors 0, 1 and 2.
    static func start(_ command: [String], environment: [String], streams: [Int32]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var identifier: pid_t = 0
        let code = withCStrings(command) { argv in
            withCStrings(environment) { posix_spawn(&identifier, command[0], &actions, &attributes, argv, $0) }
        }
        guard code == 0 else { throw Failure(code: code) }
        return identifier
    }

    /// The exit status, or the negative number of the signal that ended it. Blocks.
    static func wait(for identifier: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 {
            if errno != EINTR { return -1 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    /// Writes all of `text`, as far as the reader takes it, and closes. Blocks.
    static func feed(_ text: String, to descriptor: Int32) {
        signal(SIGPIPE, SIG_IGN)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
    }

    /// Runs blocking work on a thread of its own: Dispatch's global queues carry the tests' tasks, too, and have no more
    /// threads than the machine has cores until some have been blocked for seconds.
    static func detach(_ work: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(work)
    }

    private static func withCStrings<Value>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}

/// The value of blocking work, awaited.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { done in Spawn.detach { done.resume(returning: work()) } }
}
