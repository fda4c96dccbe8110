#!/usr/bin/env python3
"""start.py: how soon the daemon polls after a start over a large store.

    start.py --feedwatch PROGRAM [--feeds 10000] [--entries 1000000] [--rounds 5]

Fills a store with entries of about a kilobyte, three identity keys each, by way of the program's own schema; every feed is
overdue. Then starts `run`, and prints for each round the seconds from the start of the process to its first request, the
CPU seconds it had used by then, and its peak memory a second later; and once the same for a store that was not closed well,
which is read whole first."""
import argparse
import contextlib
import json
import os
import random
import signal
import socketserver
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TEXT = "The ministers agreed on the budget after talks that had lasted through the night and a day. " * 10


class Answer(socketserver.BaseRequestHandler):
    """304 to everything; notes when the first request came."""
    first = threading.Event()

    def handle(self):
        received = b""
        while data := self.request.recv(4096):
            Answer.first.set()
            received += data
            while b"\r\n\r\n" in received:
                received = received.split(b"\r\n\r\n", 1)[1]
                self.request.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    request_queue_size = 128


def configure(folder, port, feeds):
    def put(name, value):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(value, file)
    urls = [f"http://127.0.0.1:{port}/{number}" for number in range(feeds)]
    put("feedwatch.yaml", {"store": {"path": "feedwatch.db"}, "alerts": {"journal": False, "jsonl": {"path": "a.jsonl"}},
                           "fetch": {"per_host": 24, "host_gap": "0s"}})
    put("feeds.yaml", {"feeds": [{"url": url, "allow_private": True} for url in urls]})
    os.makedirs(folder + "/topics")
    put("topics/one.yaml", {"name": "one", "threshold": 1.0, "signals": ["+1.0 earthquake"]})
    return urls


def fill(path, feeds, entries):
    """Every feed has been read before and is due again."""
    now, rest = int(time.time()), random.Random(1)
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE feed SET etag = '\"1\"', last_poll = ?, last_success = ?, next_poll = ?, last_error = NULL,"
                   " failures = 0, not_before = NULL", (now - 7200, now - 7200, now - 60))
        rows = [row for row, in db.execute("SELECT id FROM feed")]
        number = db.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0]
        each = entries // feeds
        for start in range(0, each):
            batch = [(number + index + 1, row, now - 80000 + start, f"{TEXT[:900]}{rest.random()}")
                     for index, row in enumerate(rows)]
            number += len(batch)
            db.executemany("INSERT INTO entry (id, feed, seen, entry_id, title, author, categories, summary, content)"
                           " VALUES (?1, ?2, ?3, 'tag:example,2024:' || ?1, 'Entry ' || ?1, '', '', ?4, '')", batch)
            db.executemany("INSERT INTO entry_key VALUES (?, ?, ?)",
                           [(row, rest.getrandbits(63), entry) for entry, row, *_ in batch for _ in range(3)])
        db.execute("UPDATE feed SET entries = ?", (each,))


def start(program, folder):
    Answer.first.clear()
    began = time.monotonic()
    process = subprocess.Popen([program, "run", "--config", folder], stdout=subprocess.DEVNULL)
    Answer.first.wait(120)
    wall = time.monotonic() - began
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        ticks = file.read().rsplit(")", 1)[1].split()[11:13]
    time.sleep(1)
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1000
    return process, wall, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), peak


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--feedwatch", required=True)
    options.add_argument("--feeds", type=int, default=10_000)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=5)
    a = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Server(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        configure(folder, server.server_address[1], a.feeds)
        once = [a.feedwatch, "run", "--once", "--config", folder]
        store = folder + "/feedwatch.db"
        subprocess.run(once, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        fill(store, a.feeds, a.entries)
        print(f"{a.entries} entries, {os.path.getsize(store) / 1e6:.0f} MB")
        print("| | first request, s | CPU s until then | peak MB |\n|---|---|---|---|")
        process, *figures = start(a.feedwatch, folder)
        show("not closed well", [figures])
        rounds = []
        for _ in range(a.rounds):
            process.send_signal(signal.SIGTERM)
            process.wait()
            process, *figures = start(a.feedwatch, folder)
            rounds.append(figures)
        process.kill()
        process.wait()
        show("closed well", rounds)


def show(name, rounds):
    print(f"| {name} | " + " | ".join(f"{statistics.median(values):.2f}" for values in zip(*rounds)) + " |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
