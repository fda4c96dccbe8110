// SPDX-License-Identifier: Apache-2.0
// The functions that libcurl calls. Each finds its transfer behind the user pointer and asks it.

import CLibCurl
import Glibc

/// CURLOPT_WRITEFUNCTION: taking fewer bytes than were given ends the transfer.
let receiveBody: curl_write_callback = { bytes, size, count, user in
    receive(bytes, size * count, user) { $0.receive(body: $1) }
}

/// CURLOPT_HEADERFUNCTION: one whole line at a time.
let receiveHeader: curl_write_callback = { bytes, size, count, user in
    receive(bytes, size * count, user) { $0.receive(header: $1) }
}

/// CURLOPT_OPENSOCKETFUNCTION: the name is resolved, nothing has been sent.
let openSocket: curl_opensocket_callback = { user, _, address in
    guard let transfer = transfer(behind: user), let address else { return CURL_SOCKET_BAD }
    let length = Int(address.pointee.addrlen)
    let target = withUnsafePointer(to: &address.pointee.addr) { IPAddress($0, length: length) }
    guard transfer.permits(target) else { return CURL_SOCKET_BAD }
    let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(address.pointee.family, kind, address.pointee.protocol)
    if descriptor < 0 { transfer.noteNoSocket(errno) }
    return descriptor
}

/// CURLOPT_PREREQFUNCTION: a connection is about to carry a request. One that is used again was opened for another
/// transfer, perhaps under another policy, so it is judged here.
let judgeConnection: curl_prereq_callback = { user, remote, _, _, _ in
    guard let transfer = transfer(behind: user), let remote else { return CURL_PREREQFUNC_ABORT }
    return transfer.permits(IPAddress(String(cString: remote))) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

/// CURLOPT_XFERINFOFUNCTION: bytes as they come from the network, also those that end in no body, such as the page of a
/// redirect or a compressed stream that unfolds to nothing.
let watchProgress: curl_xferinfo_callback = { user, _, received, _, _ in
    transfer(behind: user)?.hasReceived(received) == false ? 1 : 0
}

/// CURLOPT_READFUNCTION: as many bytes as fit; none at the end.
let sendBody: curl_read_callback = { bytes, size, count, user in
    guard let transfer = transfer(behind: user) else { return Int(CURL_READFUNC_ABORT) }
    return transfer.send(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

private func receive(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ user: UnsafeMutableRawPointer?,
    _ take: (Transfer, UnsafeRawBufferPointer) -> Bool
) -> Int {
    guard let transfer = transfer(behind: user) else { return 0 }
    return take(transfer, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : count == 0 ? 1 : 0
}

private func transfer(behind user: UnsafeMutableRawPointer?) -> Transfer? {
    user.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}
