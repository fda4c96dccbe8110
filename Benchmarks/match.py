#!/usr/bin/env python3
"""match.py --floor DIR --entries FILE TERMS...: how fast entries are matched, beside a C word trie and Hyperscan on the
same text and terms, in one run.

FILE holds an entry a line, each of TERMS a term a line. DIR holds match_bench, a C program (modes trie, hslit: Hyperscan's
literals with a check of word boundaries). Build MatchBench first: swift build -c release --product MatchBench. Prints MB
of text per CPU second of one core, the best of the rounds, which are interleaved, the shares of the trie's and Hyperscan's
speed, and the terms found, counted once per entry. --a-topic says how many terms make a topic."""

import argparse
import json
import os
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/MatchBench")


def measure(command):
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def row(given, terms):
    columns = {
        "C word trie": [given.floor + "/match_bench", "trie", terms, given.entries, "5"],
        "Hyperscan": [given.floor + "/match_bench", "hslit", terms, given.entries, "5"],
        "feedwatch": [PROGRAM, "5", str(given.a_topic), terms, given.entries],
    }
    best = {}
    for _ in range(given.rounds):
        for name, command in columns.items():
            result = measure(command)
            if name not in best or result["mbps"] > best[name]["mbps"]:
                best[name] = result
    return best


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--floor", required=True)
    options.add_argument("--entries", required=True)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--a-topic", type=int, default=100)
    options.add_argument("terms", nargs="+")
    given = options.parse_args()
    print("| terms | C word trie | Hyperscan | feedwatch | of the trie | of Hyperscan "
          "| found: trie, Hyperscan, feedwatch | ready in ms |")
    print("|---|---|---|---|---|---|---|---|")
    for terms in given.terms:
        best = row(given, terms)
        speeds = [result["mbps"] for result in best.values()]
        hits = ", ".join(f"{result['hits']:,}" for result in best.values())
        build = " / ".join(f"{result['build'] * 1000:.0f}" for result in best.values())
        shown = " | ".join(f"{speed:.0f}" for speed in speeds)
        shares = f"{speeds[2] / speeds[0]:.2f} | {speeds[2] / speeds[1]:.2f}"
        print(f"| {best['feedwatch']['terms']:,} | {shown} | {shares} | {hits} | {build} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
