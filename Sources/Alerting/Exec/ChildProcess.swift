// SPDX-License-Identifier: Apache-2.0
// A program as a child: what it inherits is listed here, and nothing else reaches it. Blocking calls.

import CGlibc
import Glibc

/// A running program, leader of a process group of its own.
final class ChildProcess {
    /// Why none was started.
    struct Fault: Error {
        let reason: String

        /// With the error number of a call.
        init(_ code: Int32) {
            reason = String(cString: strerror(code))
        }
    }

    enum End: Hashable {
        case exited(Int32), killed(signal: Int32), timedOut
    }

    private let pid: pid_t
    private let errors: Int32
    private var errorBytes: [UInt8] = []

    private static let maxErrorBytes = 1_024
    private static let grace = Duration.seconds(2)

    private init(pid: pid_t, errors: Int32) {
        (self.pid, self.errors) = (pid, errors)
    }

    deinit {
        close(errors)
    }

    /// Starts a program with these bytes as its standard input, standard output to nowhere, `/` as its directory, no
    /// signal blocked or ignored. C: `memfd_create`, `pipe2`, `posix_spawn`.
    static func start(
        _ program: String, _ arguments: [String], _ environment: [String], input: [UInt8]
    ) throws(Fault) -> ChildProcess {
        let inputFile = try memoryFile(of: input)
        defer { close(inputFile) }
        var pipe: [Int32] = [-1, -1]
        guard pipe2(&pipe, O_CLOEXEC) == 0 else { throw Fault(errno) }
        _ = fcntl(pipe[0], F_SETFL, O_NONBLOCK)
        defer { close(pipe[1]) }
        var pid: pid_t = 0
        let code = spawn(&pid, program, [program] + arguments, environment, input: inputFile, errors: pipe[1])
        guard code == 0 else {
            close(pipe[0])
            throw Fault(code)
        }
        return ChildProcess(pid: pid, errors: pipe[0])
    }

    /// What the program wrote to its standard error, up to the first line end.
    var firstLineOfErrors: String {
        let line = errorBytes.drop { $0 == UInt8(ascii: "\n") }.prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line, as: UTF8.self)
    }

    /// Returns when the program is over; ends its whole group when that takes too long. C: `waitid`, `kill`.
    func waitUntilExit(within limit: Duration) -> End {
        if isOver(within: limit) { return reap() }
        kill(-pid, SIGTERM)
        _ = isOver(within: Self.grace)
        // The group keeps its number as long as its leader is not reaped.
        kill(-pid, SIGKILL)
        _ = reap()
        return .timedOut
    }

    /// Looks at short, growing intervals: a program that tells somebody takes some time, and may close its standard error.
    private func isOver(within limit: Duration) -> Bool {
        let start = ContinuousClock.now
        var pause: Int32 = 1
        while true {
            readErrors()
            var info = siginfo_t()
            if waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo == SIGCHLD {
                readErrors()
                return true
            }
            guard start.duration(to: .now) < limit else { return false }
            poll(nil, 0, pause)
            pause = min(pause * 2, 50)
        }
    }

    private func reap() -> End {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
    }

    /// Beyond what is kept the bytes are taken all the same: a full pipe would stop the program.
    private func readErrors() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while case let count = read(errors, &buffer, buffer.count), count > 0 {
            errorBytes += buffer[..<count].prefix(Self.maxErrorBytes - errorBytes.count)
        }
    }

    private static func memoryFile(of bytes: [UInt8]) throws(Fault) -> Int32 {
        let file = memfd_create("alert", SHIM_MFD_CLOEXEC)
        guard file >= 0 else { throw Fault(errno) }
        guard write(file, bytes, bytes.count) == bytes.count, lseek(file, 0, SEEK_SET) == 0 else {
            let code = errno
            close(file)
            throw Fault(code)
        }
        return file
    }
}

extension ChildProcess {
    /// 0, or an error number.
    private static func spawn(
        _ pid: inout pid_t, _ program: String, _ arguments: [String], _ environment: [String], input: Int32,
        errors: Int32
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addchdir_np(&actions, "/")
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        setSignals(&attributes)
        return withPointers(to: arguments) { arguments in
            withPointers(to: environment) { posix_spawn(&pid, program, &actions, &attributes, arguments, $0) }
        }
    }

    /// A group of its own; no signal blocked, as on Dispatch's threads, or ignored, as SIGPIPE is in this process.
    private static func setSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    }

    private static func withPointers<Result>(
        to texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
