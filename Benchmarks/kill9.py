#!/usr/bin/env python3
"""kill9.py: kills the daemon at random moments while a generated world publishes, then asks whether every alert was told once.

    kill9.py --harness DIR --feedwatch PROGRAM [--feeds 1000] [--kills 50] [--journal] [--seed 1]

DIR is a benchmark harness with gen_feeds.py, verify_truth.py and bin/feed_server (built). Each round publishes a tick,
starts `run` or `run --once` in turn, and sends SIGKILL after a random time. At the end `run --once` is let run to its end,
and alerts.log, alerts.jsonl, `alerts list` and (with --journal, where journald runs) the journal are compared with one
another and with the world's truth. Exits 1 where anything is missed, false or told twice."""
import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class World:
    """A world of feeds on loopback, and a configuration that watches it."""

    fetch = {"per_host": 64, "concurrency": 64, "host_gap": "0s", "interval": "5m"}

    def __init__(self, a, folder, *server_options):
        self.a, self.folder, self.world = a, folder, os.path.join(folder, "world")
        self.generate("--feeds", str(a.feeds), "--seed", str(a.seed))
        port = free_port()
        server = [os.path.join(a.harness, "bin/feed_server"), "--root", self.world, "--port", str(port), *server_options]
        self.server = subprocess.Popen(server, stdout=subprocess.PIPE)
        self.server.stdout.readline()
        urls = self.generate("--urls", f"http://127.0.0.1:{port}").split()
        self.configure(urls)

    def feed(self, url):
        return {"url": url, "allow_private": True}

    def generate(self, *arguments):
        command = [sys.executable, os.path.join(self.a.harness, "gen_feeds.py"), "--out", self.world, *arguments]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout

    def configure(self, urls):
        self.config = os.path.join(self.folder, "config")
        os.makedirs(self.config + "/topics")
        self.put("feedwatch.yaml", {
            "store": {"path": "../state/feedwatch.db"},
            "fetch": self.fetch,
            "stories": {"window": "0h"},
            "alerts": {"backlog": "all", "journal": self.a.journal, "log": {"path": "../logs/alerts.log"},
                       "jsonl": {"path": "../logs/alerts.jsonl"}}})
        self.put("feeds.yaml", {"feeds": [self.feed(u) for u in urls]})
        with open(self.world + "/topics.json", encoding="utf-8") as f:
            topics = json.load(f)
        for topic in topics:
            groups = {f"g{i}": names for i, names in enumerate(topic["all"])}
            self.put(f"topics/{topic['id']}.yaml", {
                "name": topic["id"], "threshold": 1.0, "fields": {"title": 1.0, "summary": 1.0, "content": 1.0},
                "body_cap": 1.0, "groups": groups, "signals": ["+1.0 " + " AND ".join("@" + g for g in groups)]})

    def put(self, name, value):
        with open(os.path.join(self.config, name), "w", encoding="utf-8") as f:
            json.dump(value, f, ensure_ascii=False)

    def start(self, *arguments):
        command = [self.a.feedwatch, "run", *arguments, "--config", self.config]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def lines(self, name):
        with open(os.path.join(self.folder, "logs", name), encoding="utf-8") as f:
            return f.read().splitlines()


def kill_rounds(world, a, rng):
    # A first sweep without a kill: what scrolls off a feed before anybody ever polled it is nobody's to miss.
    print(world.start("--once").communicate()[0].strip(), flush=True)
    for number in range(a.kills):
        world.generate("--advance", "--percent", "5")
        once = number % 2 == 0
        process = world.start(*(["--once"] if once else []))
        delay = rng.uniform(0.02, 2.0)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        print(f"kill {number + 1}: {'run --once' if once else 'run'} after {delay:.2f} s", file=sys.stderr, flush=True)


def report(world, a):
    jsonl = [json.loads(line) for line in world.lines("alerts.jsonl")]
    ids = {"jsonl": [o["alert_id"] for o in jsonl], "log": [x.rsplit("#", 1)[1] for x in world.lines("alerts.log")]}
    listing = subprocess.run([a.feedwatch, "alerts", "list", "--limit", "0", "--format", "json", "--config", world.config],
                             check=True, stdout=subprocess.PIPE, text=True).stdout
    ids["list"] = [json.loads(line)["alert_id"] for line in listing.splitlines()]
    if a.journal:
        out = subprocess.run(["journalctl", "SYSLOG_IDENTIFIER=feedwatch", "-o", "json", "--all", "--no-pager"], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
        records = [json.loads(line) for line in out.splitlines()]
        ids["journal"] = [r["FEEDWATCH_ALERT_ID"] for r in records if "FEEDWATCH_ALERT_ID" in r]
    tsv = os.path.join(world.folder, "alerts.tsv")
    with open(tsv, "w", encoding="utf-8") as f:
        f.writelines(f"{o['topic']}\t{o['entry_id'] or o['url']}\n" for o in jsonl)
    truth = json.loads(subprocess.run([sys.executable, os.path.join(a.harness, "verify_truth.py"), world.world, tsv],
                                      check=True, stdout=subprocess.PIPE, text=True).stdout)
    told = set(ids["jsonl"])
    figures = {name: {"count": len(x), "repeats": len(x) - len(set(x)), "same": set(x) == told} for name, x in ids.items()}
    print(json.dumps({"truth": truth, "places": figures}, indent=1))
    repeats = max(f["repeats"] for name, f in figures.items() if name != "journal")
    in_flight = figures.get("journal", {"repeats": 0})["repeats"] <= a.kills
    right = truth["missed_stories"] == truth["false_alarms"] == truth["repeats"] == repeats == 0
    return right and in_flight and all(f["same"] for f in figures.values())


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--harness", required=True)
    ap.add_argument("--feedwatch", required=True)
    ap.add_argument("--feeds", type=int, default=1000)
    ap.add_argument("--kills", type=int, default=50)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--journal", action="store_true")
    a = ap.parse_args()
    folder = tempfile.mkdtemp(prefix="feedwatch-kill9-")
    world = World(a, folder)
    try:
        kill_rounds(world, a, random.Random(a.seed))
        for _ in range(2):
            last = world.start("--once")
            print(last.communicate()[0].strip())
        right = report(world, a)
    finally:
        world.server.terminate()
    if right:
        shutil.rmtree(folder)
    else:
        print(f"kept: {folder}", file=sys.stderr)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
