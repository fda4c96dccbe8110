// SPDX-License-Identifier: Apache-2.0

extension Transfer {
    /// The next bytes of a mail. How many were written; 0 at its end.
    func send(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard case .mail(let mail) = request.payload else { return 0 }
        let count = min(buffer.count, mail.message.count - sentBytes)
        mail.message.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[sentBytes..<(sentBytes + count)])) }
        sentBytes += count
        return count
    }
}
