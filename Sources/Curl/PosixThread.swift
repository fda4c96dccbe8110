// SPDX-License-Identifier: Apache-2.0

import CLibCurl
import Glibc

/// A detached thread of our own, for a C library that wants one thread for all its calls.
enum PosixThread {
    /// Runs `body` on a new thread with this name (at most 15 bytes). Signals are left to the other threads; a write to
    /// a closed socket is an error there and kills nobody (SIGPIPE is blocked). `false` if there is no thread to be had.
    static func start(name: String, body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(Work(name: name, body: body))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { Work.run($0) }, work.toOpaque())
        guard code == 0 else {
            work.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private final class Work {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }

        static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let context else { return nil }
            let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
            var signals = sigset_t()
            sigfillset(&signals)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            shim_name_thread(work.name)
            work.body()
            return nil
        }
    }
}
