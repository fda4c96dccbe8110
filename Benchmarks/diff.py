#!/usr/bin/env python3
"""What `topics diff` costs: CPU seconds and resident megabytes on stores of 50,000 and 500,000 entries.

    Benchmarks/diff.py --feedwatch PROGRAM --work DIR [--entries 50000 500000] [--news FILE.jsonl ...] [--rounds 3]

Each store is written once and kept in DIR. Its texts are those of the lines of --news ("title", "summary" or "description"), mixed so
that no two entries are the same, or made-up ones; every entry has about --bytes bytes of text. One of --stories entries is in a story.
Three edits of the shipped topics are compared: the threshold of one, a word added to a group of one, and every topic's threshold."""
import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS = 30


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feedwatch", required=True)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--entries", type=int, nargs="+", default=[50_000, 500_000])
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--bytes", type=int, default=1_500)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def texts(paths, rng):
    """Pairs of a headline and a summary."""
    pairs = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            pairs.append((entry.get("title") or "", entry.get("summary") or entry.get("description") or ""))
    if pairs:
        return pairs
    syllables = ["ba", "ke", "mo", "ti", "ru", "sa", "lo", "ne", "vi", "du", "pra", "ston", "ing", "er"]
    words = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(20_000)]
    names = ["China", "Beijing", "Washington", "tariffs", "Taiwan", "Nato", "Ukraine", "chips", "Xi", "Blinken"]

    def sentence(count):
        # Zipf's law, roughly: the n-th word about as often as 1/n.
        chosen = [words[min(len(words) - 1, int(rng.paretovariate(0.6)))] for _ in range(count)]
        if rng.random() < 0.1:
            chosen[rng.randrange(count)] = rng.choice(names)
        return " ".join(chosen)

    return [(sentence(9), sentence(45)) for _ in range(5_000)]


def write_store(program, folder, count, args):
    """A configuration with the shipped topics and a store of its own."""
    if (folder / "ready").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "Config/topics", folder / "topics")
    (folder / "feedwatch.yaml").write_text("store: {path: feedwatch.db}\nalerts: {journal: false}\n")
    (folder / "feeds.yaml").write_text("feeds: []\n")
    subprocess.run([program, "run", "--once", "--config", folder], check=True, capture_output=True)
    rng = random.Random(count)
    pairs = texts(args.news, rng)
    now = int(time.time())
    db = sqlite3.connect(folder / "feedwatch.db")
    db.execute("PRAGMA synchronous = OFF")
    feeds = 400
    db.executemany(
        "INSERT INTO feed (id, url, reason, failures, is_gone, title, entries) VALUES (?, ?, 'due', 0, 0, ?, ?)",
        [(n, f"https://outlet{n}.example/feed.xml", f"Outlet {n}", count // feeds) for n in range(1, feeds + 1)])

    def rows():
        for row in range(1, count + 1):
            title, summary = rng.choice(pairs)
            parts = [summary]
            size = len(summary)
            while size < args.bytes:
                other = rng.choice(pairs)[1] or "Nothing more was said."
                parts.append(other)
                size += len(other) + 1
            seen = now - DAYS * 86_400 + DAYS * 86_400 * row // (count + 1)
            yield (row, 1 + row % feeds, seen, seen - 600, None, "en", f"tag:outlet.example,2026:{row}",
                   f"https://outlet{1 + row % feeds}.example/{row}", f"{title} {row}", "", "", parts[0],
                   "\n\n".join(parts[1:]))

    db.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())
    told = [(row, f"{row:016x}", 1 + row % feeds, now - DAYS * 86_400 + DAYS * 86_400 * row // (count + 1))
            for row in range(args.stories, count + 1, args.stories)]
    db.executemany("INSERT INTO story VALUES (?, ?, 1)", [(story, at) for _, story, _, at in told])
    db.executemany("INSERT INTO story_entry VALUES (?, ?, ?, ?)", told)
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    (folder / "ready").touch()


def edits(folder):
    """Names of edits, each with the path to give to `topics diff`."""
    source = (folder / "topics/us-china.yaml").read_text(encoding="utf-8")
    drafts = folder / "drafts"
    shutil.rmtree(drafts, ignore_errors=True)

    def lower(text):
        found = re.search(r"^threshold: *([0-9.]+)", text, re.M)
        if found:
            return text.replace(found[0], f"threshold: {float(found[1]) * 0.9:.3f}", 1)
        return text + "\nthreshold: 0.9\n"

    for name, text in [("threshold", lower(source)), ("signal", source.replace("signals:", "signals:\n  - +1.0 tariff*", 1))]:
        (drafts / name).mkdir(parents=True)
        (drafts / name / "us-china.yaml").write_text(text, encoding="utf-8")
        yield name, drafts / name / "us-china.yaml"
    (drafts / "all").mkdir()
    for path in (folder / "topics").glob("*.yaml"):
        (drafts / "all" / path.name).write_text(lower(path.read_text(encoding="utf-8")), encoding="utf-8")
    yield "all eight", drafts / "all"


def measure(command):
    """CPU seconds, peak resident megabytes, and the last line of the output."""
    read, write = os.pipe()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, write, 1)])
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as out:
        lines = out.read().splitlines()
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)}: status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(lines[-1])


def main():
    args = arguments()
    print("| entries | edit | stories before → after | gained, lost, rescored | CPU s | MB |\n|---|---|---|---|---|---|")
    for count in args.entries:
        folder = args.work / str(count)
        write_store(args.feedwatch, folder, count, args)
        for name, path in edits(folder):
            command = [args.feedwatch, "topics", "diff", str(path), "--config", str(folder), "--since", "40d",
                       "--format", "json"]
            runs = [measure(command) for _ in range(args.rounds)]
            cpu = sorted(run[0] for run in runs)[len(runs) // 2]
            memory = max(run[1] for run in runs)
            result = runs[0][2]
            print(f"| {count:,} | {name} | {result['before']:,} → {result['after']:,} | {result['gained']:,}, "
                  f"{result['lost']:,}, {result['rescored']:,} | {cpu:.2f} | {memory:.0f} |", flush=True)


main()
