#!/usr/bin/env python3
"""parse.py --floor DIR FILE...: how fast feeds are read, beside libxml2 and feedparser on the same files, in one run.

DIR holds parse_bench, a C program over libxml2 (modes push, dom). Build ParseBench first:
swift build -c release --product ParseBench. Prints MB of feeds per CPU second of one core, the best of the rounds, which
are interleaved, and each as a share of libxml2's SAX push parser. --python names an interpreter that has feedparser;
being slow, it gets the first megabytes only."""

import argparse
import json
import os
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/ParseBench")
FEEDPARSER = """
import sys, time, feedparser
bodies = [open(name, "rb").read() for name in sys.argv[1:]]
start = time.process_time()
entries = sum(len(feedparser.parse(body).entries) for body in bodies)
print(time.process_time() - start, entries)
"""


def measure(command):
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def feedparser(python, files, megabytes):
    chosen, size = [], 0
    for name in files:
        if size > megabytes * 1e6:
            break
        chosen.append(name)
        size += os.path.getsize(name)
    output = subprocess.run([python, "-c", FEEDPARSER, *chosen], capture_output=True, text=True, check=True).stdout
    seconds, entries = output.split()
    return size / 1e6 / float(seconds), int(entries)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--floor", required=True)
    options.add_argument("--python")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("files", nargs="+")
    given = options.parse_args()
    columns = {
        "libxml2 SAX push": [given.floor + "/parse_bench", "push", "1"],
        "libxml2 DOM": [given.floor + "/parse_bench", "dom", "1"],
        "feedwatch, values": [PROGRAM, "parse", "1"],
        "feedwatch, entries": [PROGRAM, "entries", "1"],
    }
    best = {}
    for _ in range(given.rounds):
        for name, command in columns.items():
            result = measure([*command, *given.files])
            best[name] = max(best.get(name, (0, 0)), (result["mbps"], result["entries"]))
    if given.python:
        best["feedparser"] = feedparser(given.python, given.files, 4)
    floor = best["libxml2 SAX push"][0]
    print("| | MB per CPU second | of SAX push | entries |\n|---|---|---|---|")
    for name, (speed, entries) in best.items():
        print(f"| {name} | {speed:.1f} | {speed / floor:.3g} | {entries} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
