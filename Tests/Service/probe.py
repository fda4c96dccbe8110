#!/usr/bin/env python3
"""Tries what a process of feedwatch.service has no business to do, and prints for each whether it was done or refused.

As root outside of the unit all of it is done: otherwise a refusal within would prove nothing."""
import ctypes
import mmap
import os
import socket
import stat

libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUTS, MS_NOSUID, PER_LINUX32 = 0x04000000, 2, 8
METADATA = ("169.254.169.254", 8000)


def call(function, *arguments):
    if function(*arguments) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def in_child(function, *arguments):
    """What changes the process itself is tried in another one."""
    child = os.fork()
    if child == 0:
        try:
            function(*arguments)
            os._exit(0)
        except OSError as error:
            os._exit(error.errno)
    if status := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise OSError(status, os.strerror(status))


def writing(path):
    return lambda: os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))


def set_user_id_file():
    path = "/tmp/probe"
    with open(path, "w", encoding="ascii"):
        os.chmod(path, 0o4755)


PROBES = {
    "write a program": writing("/usr/bin/probe"),
    "write the configuration": writing("/etc/feedwatch/probe.yaml"),
    "write another's state": writing("/var/lib/probe"),
    "read a home": lambda: os.listdir("/home"),
    "see another's process": lambda: os.stat("/proc/1"),
    "see the kernel's settings": lambda: os.stat("/proc/sys/kernel/hostname"),
    "make a device": lambda: os.mknod("/tmp/device", stat.S_IFCHR | 0o600, os.makedev(1, 3)),
    "make a set-user-id file": set_user_id_file,
    "run memory that it wrote": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC),
    "make a namespace": lambda: in_child(call, libc.unshare, CLONE_NEWUTS),
    "mount": lambda: call(libc.mount, b"none", b"/tmp", b"tmpfs", MS_NOSUID, None),
    "be another machine": lambda: in_child(call, libc.personality, PER_LINUX32),
    "change the host's name": lambda: socket.sethostname("probe"),
    "listen to the wire": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close(),
    "run before all others": lambda: in_child(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1)),
    "lower its priority": lambda: in_child(os.nice, 5),
    "become root": lambda: in_child(os.setuid, 0),
    "signal another's process": lambda: os.kill(1, 0),
    "ask for a cloud's credentials": lambda: socket.create_connection(METADATA, timeout=2).close(),
}

for name, probe in PROBES.items():
    try:
        probe()
        print(f"done: {name}", flush=True)
    except OSError as error:
        print(f"refused: {name} ({error.strerror or error})", flush=True)
