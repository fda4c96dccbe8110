#!/usr/bin/env python3
"""peers.py: one stream of stories past feedwatch and past programs that notify, to a receiver that fails.

    peers.py --feedwatch PROGRAM [--peer rss2email] [--peer feed2exec] [--stories 1000] [--feeds 10] [--rounds 20]
             [--fail refuse|lose] [--churn] [--seed 1]

Needs: `apt-get install --no-install-recommends rss2email feed2exec curl`. Everything else is here: feeds and receiver are
one server on loopback, and nothing is sent to anybody.

Stories come in rounds, newest first, and stay in their feed for several; each program polls once a round and is then
given rounds without news until its feeds show nothing more that it has not had. The receiver fails a third of the time, by
the same dice for all: `refuse` answers 503 and takes nothing; `lose` takes the message and then answers 503, as a server
does whose answer is lost. With --churn the feeds do to known stories what feeds do: ids rotate, http becomes https,
trackers are added, titles are retouched, dates bumped, order turned round.

    lost       the receiver never had it
    repeated   messages beyond the first of a story; in brackets those that no id tells to be a repetition

A message's own id is what its sender gives a receiver to know repetitions by: webhook-id (feedwatch), Message-ID
(rss2email); feed2exec gives none."""
import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

KEY = re.compile(rb"STORY(\d{5})")
PLACES = ["Ankara", "Bogota", "Cairo", "Dakar", "Edmonton", "Fresno", "Genoa", "Hanoi", "Izmir", "Jaipur"]


class Stream:
    """Feeds that publish in rounds."""

    def __init__(self, a):
        self.a, self.round, self.rng = a, 0, random.Random(a.seed)
        self.start = time.time()
        # A story is in the feed for five rounds after its own.
        self.each = -(-a.stories // (a.feeds * a.rounds))
        self.shown = self.each * 6

    def numbers(self, feed):
        """The stories that a feed has published, oldest first."""
        most = min(self.round, self.a.rounds) * self.each
        return [n for i in range(most) if (n := i * self.a.feeds + feed) < self.a.stories]

    def document(self, feed):
        items = self.numbers(feed)[-self.shown:][::-1]
        churn = self.a.churn and self.round
        if churn and self.round % 5 == 3:
            items = items[::-1]
        body = "".join(self.item(n, feed, churn) for n in items)
        return f"<rss version='2.0'><channel><title>Outlet {feed}</title><link>http://n{feed}.example/</link>{body}</channel></rss>"

    def item(self, n, feed, churn):
        guid, link = f"tag:n{feed}.example,2026:{n}", f"http://n{feed}.example/story/{n}"
        title = f"STORY{n:05d} Council of {PLACES[n % len(PLACES)]} votes on budget {n}"
        date = self.start + n
        if churn:
            kind = (feed + self.round) % 5
            if kind == 0:
                guid += f"#{self.round}"
            elif kind == 1:
                guid, link = f"http://n{feed}.example/?p={n}&t={self.round}", link.replace("http:", "https:")
            elif kind == 2:
                link += f"?utm_source=rss&utm_campaign=round{self.round}"
            elif kind == 3:
                title += " – live"
            else:
                date += 3600 * self.round
        return (f"<item><guid isPermaLink='false'>{escape(guid)}</guid><link>{escape(link)}</link><title>{title}</title>"
                f"<description>What the council of {PLACES[n % len(PLACES)]} decided, report {n}.</description>"
                f"<pubDate>{formatdate(date, usegmt=True)}</pubDate></item>")


class Receiver:
    """Counts messages by story; fails a third of the time."""

    def __init__(self, a):
        self.fail, self.dice, self.lock = a.fail, random.Random(a.seed), threading.Lock()
        self.got, self.refused = defaultdict(list), 0

    def take(self, body, identifier):
        """Whether the sender is told that it arrived."""
        with self.lock:
            fails = self.dice.random() < 1 / 3
            self.refused += fails
            if not (fails and self.fail == "refuse"):
                for key in set(KEY.findall(body)):
                    self.got[int(key)].append(identifier)
            return not fails

    def identifier(self, headers, body):
        if headers.get("webhook-id"):
            return headers["webhook-id"]
        found = re.search(rb"^Message-ID:\s*(\S+)", body, re.M | re.I)
        return found.group(1) if found else None

    def report(self, name, a, seconds):
        messages = sum(map(len, self.got.values()))
        repeated = messages - len(self.got)
        known = sum(sum(c - 1 for i, c in Counter(ids).items() if i is not None) for ids in self.got.values())
        return [name, str(a.stories), str(len(self.got)), str(a.stories - len(self.got)),
                f"{repeated} ({repeated - known})", str(self.refused), f"{seconds:.0f}"]


def serve(stream, receiver):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = stream.document(int(self.path.strip("/").split(".")[0])).encode()
            self.answer(200, body, "application/rss+xml")

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.answer(200 if receiver.take(body, receiver.identifier(self.headers, body)) else 503)

        def answer(self, status, body=b"", kind="text/plain"):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    os.chmod(path, mode)


class Feedwatch:
    """The daemon over a webhook; it polls every two seconds."""

    def __init__(self, a, folder, url):
        self.a, self.config = a, folder + "/config"
        write(self.config + "/feedwatch.yaml", json.dumps({
            "store": {"path": "../state/feedwatch.db"}, "fetch": {"host_gap": "0s", "per_host": 64, "floor": "0s"},
            "stories": {"window": "0h"},
            "alerts": {"backlog": "all", "journal": False, "sinks": {
                "hook": {"kind": "webhook", "url": url + "/hook", "allow_private": True}}}}))
        feeds = [{"url": f"{url}/{i}.xml", "allow_private": True, "every": "2s"} for i in range(a.feeds)]
        write(self.config + "/feeds.yaml", json.dumps({"feeds": feeds}))
        write(self.config + "/topics/all.yaml", json.dumps({"signals": ["+1.0 council"]}))
        self.process = None

    def poll(self):
        """A round: two seconds and a half of the daemon's life."""
        if not self.process:
            command = [self.a.feedwatch, "run", "--config", self.config, "--log-level", "critical"]
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        time.sleep(2.5)

    def finish(self):
        """Until nothing waits, at most half an hour."""
        end = time.time() + 1800
        while self.waiting() and time.time() < end:
            time.sleep(1)
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def waiting(self):
        out = subprocess.run([self.a.feedwatch, "status", "--format", "json", "--config", self.config],
                             check=True, stdout=subprocess.PIPE).stdout
        return sum(sink["waiting"] for sink in json.loads(out)["sinks"])


class RSS2Email:
    """r2e with a sendmail that posts the message; it fails where curl does."""

    def __init__(self, a, folder, url):
        self.base = ["r2e", "-c", folder + "/r2e.cfg", "-d", folder + "/r2e.json"]
        program = folder + "/sendmail"
        write(program, f"#!/bin/sh\nexec curl -sf -o /dev/null --data-binary @- {url}/mail\n", 0o755)
        self.call("new", "reader@localhost")
        text = open(folder + "/r2e.cfg", encoding="utf-8").read()
        for key, value in {"email-protocol": "sendmail", "sendmail": program, "from": "feeds@localhost"}.items():
            text = re.sub(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.M)
        write(folder + "/r2e.cfg", text)
        for i in range(a.feeds):
            self.call("add", f"feed{i}", f"{url}/{i}.xml")

    def call(self, *arguments):
        subprocess.run([*self.base, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def poll(self):
        self.call("run")

    def finish(self):
        pass


class Feed2Exec:
    """feed2exec with its exec plugin and curl."""

    def __init__(self, a, folder, url):
        self.base = ["feed2exec", "--quiet", "--config", folder + "/f2e.ini", "--database", folder + "/f2e.db"]
        for i in range(a.feeds):
            subprocess.run([*self.base, "add", f"feed{i}", f"{url}/{i}.xml", "--output", "exec", "--args",
                            "curl -sf -o /dev/null --data-binary {item.title} " + url + "/exec"], check=True)

    def poll(self):
        subprocess.run([*self.base, "fetch"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def finish(self):
        pass


def run(name, make, a):
    folder = tempfile.mkdtemp(prefix="peers-")
    stream, receiver = Stream(a), Receiver(a)
    server, url = serve(stream, receiver)
    try:
        begin = time.time()
        program = make(a, folder, url)
        for _ in range(a.rounds + 6):
            stream.round += 1
            program.poll()
            print(f"{name}: round {stream.round}, {len(receiver.got)} stories", file=sys.stderr, flush=True)
        program.finish()
        return receiver.report(name, a, time.time() - begin)
    finally:
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--feedwatch")
    p.add_argument("--peer", action="append", choices=["rss2email", "feed2exec"], default=[])
    p.add_argument("--stories", type=int, default=1000)
    p.add_argument("--feeds", type=int, default=10)
    p.add_argument("--rounds", type=int, default=20)
    p.add_argument("--fail", choices=["refuse", "lose"], default="refuse")
    p.add_argument("--churn", action="store_true")
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    programs = {"rss2email": RSS2Email, "feed2exec": Feed2Exec}
    rows = [run("feedwatch", Feedwatch, a)] if a.feedwatch else []
    rows += [run(name, programs[name], a) for name in a.peer]
    print("| program | stories | delivered | lost | repeated (unmarked) | failures of the receiver | s |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
