#!/usr/bin/env python3
"""stories.py: how many stories of a generated world are told, missed because they were merged with another, and repeated.

    stories.py --harness DIR --feedwatch PROGRAM [--feeds 1000] [--ticks 5] [--seed 1] WINDOW...

DIR is a benchmark harness with gen_feeds.py, verify_truth.py and bin/feed_server (built). For each WINDOW (0h, 48h…) a world is
made anew and swept, and again after each tick of 5 % of the feeds. Every story is the only one of its kind, so each that is
missed was merged wrongly; with 0h none may be missed or repeated."""
import argparse
import json
import os
import subprocess
import sys
import tempfile

from kill9 import World


def sweep(a, window):
    with tempfile.TemporaryDirectory(prefix="stories-") as folder:
        world = World(a, folder)
        try:
            path = os.path.join(world.config, "feedwatch.yaml")
            with open(path, encoding="utf-8") as f:
                settings = json.load(f)
            settings["stories"]["window"] = window
            world.put("feedwatch.yaml", settings)
            world.start("--once").communicate()
            for _ in range(a.ticks):
                world.generate("--advance", "--percent", "5")
                world.start("--once").communicate()
            return score(a, world)
        finally:
            world.server.kill()


def score(a, world):
    tsv = os.path.join(world.folder, "alerts.tsv")
    with open(tsv, "w", encoding="utf-8") as f:
        for alert in map(json.loads, world.lines("alerts.jsonl")):
            f.write(f"{alert['topic']}\t{alert['entry_id'] or alert['url']}\n")
    command = [sys.executable, os.path.join(a.harness, "verify_truth.py"), world.world, tsv]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--harness", required=True)
    parser.add_argument("--feedwatch", required=True)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--ticks", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("windows", nargs="+", metavar="WINDOW")
    a = parser.parse_args()
    a.journal = False
    print("| window | stories | missed | false alarms | repeated |\n|---|---|---|---|---|")
    for window in a.windows:
        r = sweep(a, window)
        share = f"{r['missed_stories']} ({100 * r['missed_stories'] / r['distinct_stories']:.1f} %)"
        print(f"| {window} | {r['distinct_stories']} | {share} | {r['false_alarms']} | {r['story_repeats']} |", flush=True)


if __name__ == "__main__":
    main()
