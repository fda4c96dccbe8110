#!/usr/bin/env python3
"""faults.py: a daemon among faulty servers. Is everything else told, once, and as soon as without them?

    faults.py world   --harness DIR --feedwatch PROGRAM --faults FILE [--feeds 1000] [--ticks 20]
    faults.py hang    --harness DIR --feedwatch PROGRAM [--hanging 64] [--healthy 100]
    faults.py hostile --server FILE --feedwatch PROGRAM

DIR is a benchmark harness with gen_feeds.py, verify_truth.py and bin/feed_server (built). Each feed has a host of its own
(fN.localhost), so that the limits of a host are the defaults.

world    `run` over a world that publishes ticks, first without the faults, then with them; what was told is compared
         with the world's truth, and the feeds that have no fault with themselves. Exits 1 where anything is missed, false or
         told twice.
hang     `run` over healthy feeds beside such as never answer or drip a byte at a time; exits 1 where a healthy one starts
         later than a second after it was due.
hostile  `run --once` over each path of a server of faults (hostile_feed_server.py): time, memory and message of each."""
import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict

from kill9 import World, free_port

EVERY = 5
# A whole number of seconds from the end of a poll, at most a tenth more than `every`.
LATEST = 6
PATH = re.compile(r"/feeds/\d\d/(\d{5})\.xml")


def number(text):
    return int(PATH.search(text).group(1))


class OwnHosts(World):
    """A world whose feeds have a host each, polled every few seconds, at the default limits."""

    fetch = {"floor": "0s"}
    makeup = ["--hit", "0.1"]

    def __init__(self, a, folder, *options):
        self.log = os.path.join(folder, "server.log")
        super().__init__(a, folder, "--log", self.log, *options)

    def generate(self, *arguments):
        return super().generate(*arguments, *(self.makeup if "--feeds" in arguments else []))

    def feed(self, url):
        return {**super().feed(url.replace("127.0.0.1", f"f{number(url)}.localhost")), "every": f"{EVERY}s"}

    def requests(self):
        """The moments at which each feed was asked for, and with which status it was answered."""
        asked = defaultdict(list)
        with open(self.log, encoding="utf-8") as f:
            for line in f:
                moment, status, _, path = line.split()
                asked[number(path)].append((float(moment), int(status)))
        return asked

    def wait_until_asked(self, feeds, since, limit=300):
        """Returns when each of `feeds` has been asked for after `since`."""
        end = time.time() + limit
        while time.time() < end:
            asked = self.requests()
            if all(asked[f] and asked[f][-1][0] > since for f in feeds):
                return
            time.sleep(0.5)
        late = [f for f in feeds if not asked[f] or asked[f][-1][0] <= since]
        raise SystemExit(f"not asked for in {limit} s: feeds {late[:10]}")

    def tick(self):
        """Publishes; the moment, feed and id of each new entry."""
        path = os.path.join(self.world, "publish.tsv")
        seen = os.path.getsize(path) if os.path.exists(path) else 0
        self.generate("--advance", "--percent", "5")
        with open(path, encoding="utf-8") as f:
            f.seek(seen)
            lines = [line.rstrip("\n").split("\t") for line in f]
        file = "{}/feeds/{:02d}/{:05d}.xml".format
        return [(os.stat(file(self.world, int(f) % 100, int(f))).st_mtime, int(f), entry) for _, f, entry in lines]


class Watched(threading.Thread):
    """A running daemon: what it tells and when, and what it costs."""

    def __init__(self, world):
        super().__init__(daemon=True)
        self.world, self.alerts, self.fds, self.ends = world, [], 0, False
        self.errors = open(os.path.join(world.folder, "stderr"), "wb")
        command = [world.a.feedwatch, "run", "--config", world.config]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=self.errors)
        self.start()

    def run(self):
        path, rest = os.path.join(self.world.folder, "logs/alerts.jsonl"), ""
        while not os.path.exists(path):
            if self.ends:
                return
            time.sleep(0.01)
        with open(path, encoding="utf-8") as f:
            while not self.ends:
                rest += f.read()
                *lines, rest = rest.split("\n")
                self.alerts += [(time.time(), json.loads(line)) for line in lines]
                self.count_descriptors()
                time.sleep(0.01)

    def count_descriptors(self):
        try:
            self.fds = max(self.fds, len(os.listdir(f"/proc/{self.process.pid}/fd")))
        except OSError:
            pass

    def stop(self):
        """CPU seconds and the largest resident size in MB."""
        self.process.send_signal(signal.SIGTERM)
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        time.sleep(0.2)
        self.ends = True
        self.join()
        if self.process.returncode != 0:
            raise SystemExit(f"feedwatch ended with {self.process.returncode}: see {self.errors.name}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1_000


def spread(values, scale=1, digits=1):
    """Median, 95th of 100 and the largest."""
    values = sorted(v * scale for v in values)
    if not values:
        return "none"
    picks = [statistics.median(values), values[min(len(values) - 1, len(values) * 95 // 100)], values[-1]]
    return " / ".join(f"{v:.{digits}f}" for v in picks)


def gaps(asked, feeds):
    """The times between one request for a feed and the next."""
    return [later[0] - earlier[0] for f in feeds for earlier, later in zip(asked[f], asked[f][1:])]


def readable_faults(path, folder):
    """The faults as verify_truth.py knows them: the own entries of a feed that was moved are not to be read, either."""
    with open(path, encoding="utf-8") as f:
        lines = f.read().splitlines()
    copy = os.path.join(folder, "without.tsv")
    with open(copy, "w", encoding="utf-8") as f:
        f.writelines(re.sub(r"\tmoved:.*", "\tstatus:301", line) + "\n" for line in lines)
    return copy, {number(line) for line in lines}


def truth(world, alerts, without):
    tsv = os.path.join(world.folder, "alerts.tsv")
    with open(tsv, "w", encoding="utf-8") as f:
        f.writelines(f"{o['topic']}\t{o['entry_id'] or o['url']}\n" for _, o in alerts)
    command = [sys.executable, os.path.join(world.a.harness, "verify_truth.py"), world.world, tsv]
    return json.loads(subprocess.run(command + (["--without", without] if without else []), check=True,
                                     stdout=subprocess.PIPE, text=True).stdout)


def live(a, folder, with_faults):
    """One life of the daemon; the figures of the feeds without a fault."""
    without, faulty = readable_faults(a.faults, folder)
    world = OwnHosts(a, folder, *(["--faults", a.faults] if with_faults else []))
    healthy = [f for f in range(a.feeds) if f not in faulty]
    try:
        daemon = Watched(world)
        world.wait_until_asked(healthy, 0)
        begun, published = time.time(), []
        for _ in range(a.ticks):
            published += world.tick()
            time.sleep(a.pause)
        world.wait_until_asked(healthy, time.time())
        time.sleep(2)
        ended = time.time()
        cpu, rss = daemon.stop()
        return figures(world, daemon, healthy, published, (begun, ended), cpu, rss, without if with_faults else None)
    finally:
        world.server.terminate()


def figures(world, daemon, healthy, published, span, cpu, rss, without):
    requests = world.requests()
    asked = {f: [x for x in requests[f] if span[0] <= x[0] <= span[1]] for f in healthy}
    told = {(o["entry_id"] or o["url"]): moment for moment, o in daemon.alerts}
    waits, works = [], []
    for moment, f, entry in published:
        answers = [x for x, status in asked.get(f, []) if status == 200 and x >= moment]
        if not answers:
            continue
        waits.append(answers[0] - moment)
        if entry in told:
            works.append(told[entry] - answers[0])
    return {"truth": truth(world, daemon.alerts, without), "from publication to request, s": spread(waits),
            "from request to alert, ms": spread(works, 1_000, 0), "from request to request, s": spread(gaps(asked, healthy)),
            "peak RSS, MB": f"{rss:.0f}", "descriptors": daemon.fds, "CPU, s": f"{cpu:.1f}", "alerts": len(daemon.alerts)}


def in_folder(a, body):
    folder = tempfile.mkdtemp(prefix="feedwatch-faults-")
    result, right = body(folder)
    if right:
        shutil.rmtree(folder)
    else:
        print(f"kept: {folder}", file=sys.stderr)
    return result, right


def is_right(t):
    return t["missed_stories"] == t["false_alarms"] == t["repeats"] == 0


def world_mode(a):
    columns, rights = [], []
    for with_faults in (False, True):
        def body(folder, with_faults=with_faults):
            result = live(a, folder, with_faults)
            return result, is_right(result["truth"])
        result, right = in_folder(a, body)
        columns.append(result)
        rights.append(right)
        print(json.dumps(result["truth"]), flush=True)
    print(f"\n| feeds without a fault | without faults | beside {len(readable_faults(a.faults, '/tmp')[1])} faulty feeds |\n|---|---|---|")
    for name in columns[0]:
        if name != "truth":
            print(f"| {name} | {columns[0][name]} | {columns[1][name]} |")
    return all(rights)


class Hanging(OwnHosts):
    """Healthy feeds, after such as hang for good in the order of the list."""

    fetch = {"floor": "0s", "timeout": "1h", "low_speed_time": "1h"}
    makeup = ["--median-kb", "4"]


def hang_mode(a):
    a.feeds = a.hanging + a.healthy
    healthy = range(a.hanging, a.feeds)

    def body(folder, hanging):
        faults = os.path.join(folder, "faults.tsv")
        with open(faults, "w", encoding="utf-8") as f:
            f.writelines(f"/feeds/{n:02d}/{n:05d}.xml\t{'drip:1' if n % 2 else 'hang'}\n" for n in range(hanging))
        world = Hanging(a, folder, "--faults", faults)
        try:
            daemon = Watched(world)
            time.sleep(a.seconds)
            daemon.stop()
        finally:
            world.server.terminate()
        asked = world.requests()
        first = min(x[0][0] for x in asked.values())
        starts = [asked[f][0][0] - first if asked[f] else float("inf") for f in healthy]
        between = gaps(asked, healthy)
        return (starts, between, daemon.fds), max(starts) <= 1 and bool(between) and max(between) <= LATEST + 1

    print(f"| {a.healthy} healthy feeds, every {EVERY} s, for {a.seconds} s | first request, s | request to request, s | descriptors |")
    print("|---|---|---|---|")
    rights = []
    for hanging in (0, a.hanging):
        (starts, between, fds), right = in_folder(a, lambda folder, n=hanging: body(folder, n))
        rights.append(right)
        print(f"| beside {hanging} that hang | {spread(starts, 1, 2)} | {spread(between)} | {fds} |", flush=True)
    return all(rights)


HOSTILE = "ok bomb bomb2 enc9 inf big drip loop file meta ftp hugehdr 100 trunc corruptgz nul".split()


def hostile_mode(a):
    port = free_port()
    server = subprocess.Popen([sys.executable, a.server, str(port)], stderr=subprocess.DEVNULL)
    usual = None
    try:
        wait_for(port)
        print("| path | time, s | CPU, s | RSS beyond that of /ok, MB | message |\n|---|---|---|---|---|")
        for name in HOSTILE:
            seconds, cpu, rss, message = ask_once(a, f"http://127.0.0.1:{port}/{name}")
            usual = usual or rss
            print(f"| /{name} | {seconds:.1f} | {cpu:.2f} | {(rss - usual) / 1_000:.1f} | {message} |", flush=True)
    finally:
        server.terminate()
    return True


def wait_for(port):
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)


def ask_once(a, url):
    """Seconds, CPU seconds, peak RSS in KB and the message of `run --once` over one feed."""
    with tempfile.TemporaryDirectory() as folder:
        for name, value in (("feedwatch", {"store": {"path": "s.db"}, "alerts": {"journal": False}}),
                            ("feeds", {"feeds": [{"url": url, "allow_private": True}]})):
            with open(os.path.join(folder, name + ".yaml"), "w", encoding="utf-8") as f:
                json.dump(value, f)
        begun = time.time()
        process = subprocess.Popen([a.feedwatch, "run", "--once", "--config", folder], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.time() - begun
        listing = subprocess.run([a.feedwatch, "feeds", "list", "--format", "json", "--config", folder], check=True,
                                 stdout=subprocess.PIPE, text=True).stdout
        message = json.loads(listing).get("last_error", "").replace(url, "URL") or "read"
        if process.returncode != 0:
            message = f"exit {process.returncode}: {message}"
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, message


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = ap.add_subparsers(required=True)
    for mode, run in (("world", world_mode), ("hang", hang_mode), ("hostile", hostile_mode)):
        p = modes.add_parser(mode)
        p.set_defaults(run=run)
        p.add_argument("--feedwatch", required=True)
        p.add_argument(*(["--server"] if mode == "hostile" else ["--harness"]), required=True)
        if mode != "hostile":
            p.add_argument("--seed", type=int, default=1)
            p.set_defaults(journal=False)
        if mode == "world":
            p.add_argument("--faults", required=True)
            p.add_argument("--feeds", type=int, default=1000)
            p.add_argument("--ticks", type=int, default=20)
            p.add_argument("--pause", type=float, default=5, help="seconds after each tick")
        if mode == "hang":
            p.add_argument("--hanging", type=int, default=64)
            p.add_argument("--healthy", type=int, default=100)
            p.add_argument("--seconds", type=float, default=60)
    a = ap.parse_args()
    sys.exit(0 if a.run(a) else 1)


if __name__ == "__main__":
    main()
