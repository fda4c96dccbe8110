#!/usr/bin/env python3
"""furniture.py --labels LABELS.jsonl --entries ENTRIES.jsonl: what a page's navigation does to topics, and what is left
of it when repeated blocks are taken out.

Labelled entries (as `feedwatch topics score` reads them) are matched by `feedwatch match` as they are; with navigation
put behind the own text of each; and with that navigation left out again by `match --furniture`, which takes the lines of
one feed for one document. The navigation is made of the headlines of the set itself, so that it speaks of the very
topics that are looked for:

  menu        the same twelve words and names of topics in every entry of a feed
  newsletter  three sentences that offer letters and lists on the topics, the same in every entry
  headlines   eight headlines of other feeds, the same in every entry
  latest      six of up to forty headlines of other feeds, moving on with each entry, so that each is in six entries
              at least where the feed has so many
  all         all of them, in that order

as lines of the content, as lines behind the summary, or run together with the summary in one line. Prints F1 for each
topic and its mean, weighted as the labels are. With --at-least 3 only entries of feeds with so many entries are looked at:
what stands in a feed once or twice does not repeat."""

import argparse
import collections
import json
import os
import random
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/feedwatch")
MENU = ["Home", "World", "US-China relations", "China", "Taiwan Strait tensions", "War in Ukraine", "NATO summit",
        "Gaza ceasefire talks", "Chips and export controls", "Fentanyl crisis", "AI regulation", "Restaurants", "Sport"]
LETTERS = [
    "Sign up for our newsletter on US-China relations, the trade war and the fight over semiconductor export controls.",
    "Get the latest on Ukraine's weapons, sanctions against Russia and NATO's next summit in your inbox every morning.",
    "Must read: how Congress wants to regulate artificial intelligence, and why Hamas and Israel talk of a ceasefire.",
]


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Navigation:
    """What the pages of one feed carry besides the story."""

    def __init__(self, kind, others, seed, entries):
        chance = random.Random(seed)
        self.kind = kind
        self.fixed = chance.sample(others, min(8, len(others)))
        self.moving = chance.sample(others, min(40, max(6, entries), len(others)))

    def blocks(self, number):
        latest = [self.moving[(number + step) % len(self.moving)] for step in range(6)]
        parts = {"menu": MENU, "newsletter": LETTERS, "headlines": self.fixed, "latest": latest}
        return [block for kind, part in parts.items() if self.kind in (kind, "all") for block in part]


def furnished(entries, kind, place, hot):
    """The entries with navigation behind each."""
    size = collections.Counter(entry["feed"] for entry in entries)
    count = collections.Counter()
    feeds = {}
    out = []
    for entry in entries:
        feed = entry["feed"]
        if feed not in feeds:
            feeds[feed] = Navigation(kind, [title for of, title in hot if of != feed], feed, size[feed])
        blocks = feeds[feed].blocks(count[feed])
        count[feed] += 1
        entry = dict(entry)
        if place == "content":
            entry["content"] = "\n".join([entry.get("content") or ""] + blocks).strip()
        else:
            gap = "\n" if place == "summary" else " "
            entry["summary"] = gap.join([entry.get("summary") or ""] + blocks).strip()
        out.append(entry)
    return out


def matches(given, entries, leave_out):
    command = [given.program, "match", "--config", given.config] + (["--furniture"] if leave_out else [])
    text = "\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return [{match["topic"] for match in json.loads(line)["matches"]} for line in result.stdout.splitlines()]


def f1(found, labels, topic):
    right = wrong = missed = 0.0
    for topics, label in zip(found, labels):
        value = label["labels"].get(topic)
        if value is None:
            continue
        weight = label.get("w", 1)
        right += weight * (value == 1 and topic in topics)
        wrong += weight * (value == 0 and topic in topics)
        missed += weight * (value == 1 and topic not in topics)
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def row(name, found, labels, topics):
    scores = [f1(found, labels, topic) for topic in topics]
    mean = sum(scores) / len(scores)
    print(f"| {name} | " + " | ".join(f"{score:.3f}" for score in scores) + f" | {mean:.3f} |", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--labels", required=True)
    options.add_argument("--entries", required=True)
    options.add_argument("--config", default=os.path.join(os.path.dirname(PROGRAM), "../../Config"))
    options.add_argument("--program", default=PROGRAM)
    options.add_argument("--at-least", type=int, default=1)
    options.add_argument("--places", nargs="*", default=["content", "summary", "one line"])
    options.add_argument("--kinds", nargs="*", default=["menu", "newsletter", "headlines", "latest", "all"])
    given = options.parse_args()
    entries, labels = lines(given.entries), lines(given.labels)
    size = collections.Counter(entry["feed"] for entry in entries)
    kept = [index for index, entry in enumerate(entries) if size[entry["feed"]] >= given.at_least]
    entries, labels = [entries[index] for index in kept], [labels[index] for index in kept]
    topics = sorted({topic for label in labels for topic in label["labels"]})
    hot = [(entry["feed"], entry["title"]) for entry, label in zip(entries, labels) if 1 in label["labels"].values()]
    print("| navigation | " + " | ".join(topics) + " | mean |")
    print("|---|" + "---|" * (len(topics) + 1))
    row("none", matches(given, entries, False), labels, topics)
    row("none, repeated blocks left out", matches(given, entries, True), labels, topics)
    for place in given.places:
        for kind in given.kinds:
            pages = furnished(entries, kind, place, hot)
            row(f"{kind}, {place}", matches(given, pages, False), labels, topics)
            row(f"{kind}, {place}, left out", matches(given, pages, True), labels, topics)


if __name__ == "__main__":
    sys.exit(main())
