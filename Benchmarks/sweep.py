#!/usr/bin/env python3
"""sweep.py: what polling every feed of a generated world once costs, beside a C program, in one run.

    sweep.py --harness DIR --feedwatch PROGRAM [--world DIR] [--feeds 1000] [--rounds 5] [--in-flight 24,64] [--copies 1]
             [--limit N] [--terms N] [--peers newsboat]

DIR is a benchmark harness with gen_feeds.py, bench_sweep.py and bin/ (built): floor, a C program over libcurl, libxml2,
Hyperscan and SQLite, and feed_server. Each round begins with empty stores; all programs make their first sweep one after
another, then each its second, of which nothing has changed. Prints the medians: CPU seconds, the share of floor-store's
(of floor-store-noreuse's for the second sweep), peak memory and open descriptors. --copies polls each file under so many
URLs, --limit no more than so many URLs; --terms adds topics of ten terms each that occur nowhere."""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile


def world(a, folder):
    """The folder of a world: the one given, or a new one."""
    path = a.world or os.path.join(folder, "world")
    if not os.path.exists(path + "/world.json"):
        generate(a, path, "--feeds", str(a.feeds))
    return path


def generate(a, path, *arguments):
    command = [sys.executable, os.path.join(a.harness, "gen_feeds.py"), "--out", path, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def copied(urls, copy, path):
    """The URLs of the same files under another folder."""
    if copy == 0:
        return urls
    name = f"feeds-{copy}"
    if not os.path.exists(os.path.join(path, name)):
        os.symlink("feeds", os.path.join(path, name))
    return [url.replace("/feeds/", f"/{name}/") for url in urls]


def columns(a, peers, folder, urls, path, base):
    """Programs ready for a first sweep, by name."""
    found = {}
    for name in ["floor-store", "floor-store-noreuse", *filter(None, a.peers.split(","))]:
        found[name] = peers[name](fresh(folder, name), urls, path, base)
    for width in a.in_flight.split(","):
        name = f"feedwatch, {width} at once"
        peer = found[name] = peers["feedwatch"](fresh(folder, "feedwatch-" + width), urls, path, base)
        configure(peer.p("conf"), int(width), a.terms)
    return found


def fresh(folder, name):
    path = os.path.join(folder, name)
    shutil.rmtree(path, ignore_errors=True)
    return path


def configure(config, width, terms):
    path = config + "/feedwatch.yaml"
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    settings["fetch"]["concurrency"] = width
    with open(path, "w", encoding="utf-8") as file:
        json.dump(settings, file)
    for number in range(terms // 10):
        words = [f"qzx{number * 10 + word}vk" for word in range(10)]
        with open(f"{config}/topics/none-{number}.yaml", "w", encoding="utf-8") as file:
            json.dump({"name": f"none {number}", "threshold": 1.0, "signals": [f"+1.0 {word}" for word in words]}, file)


def measure(a, bench, run, folder):
    """Per sweep and program the figures of all rounds."""
    path, port, figures = world(a, folder), bench.free_port(), {}
    base = f"http://127.0.0.1:{port}"
    urls = generate(a, path, "--urls", base).split()[: a.feeds]
    urls = [url for copy in range(a.copies) for url in copied(urls, copy, path)][: a.limit]
    server = bench.Server(path, port)
    try:
        for _ in range(a.rounds):
            programs = columns(a, bench.PEERS, folder, urls, path, base)
            for number, sweep in enumerate(["cold", "unchanged"], 1):
                for name, program in programs.items():
                    result = run(program.cmd(number), env=program.env, out=program.p("out.log"))
                    if result["rc"]:
                        sys.exit(f"{name} ended with {result['rc']}: see {program.p('out.log')}")
                    figures.setdefault(sweep, {}).setdefault(name, []).append(result)
    finally:
        server.close()
    return len(urls), figures


def table(feeds, figures):
    print(f"| {feeds} feeds | cold: CPU s (×) | ms a feed | MB, fds | unchanged: CPU s (×) | ms a feed | MB, fds |")
    print("|---|---|---|---|---|---|---|")
    for name in figures["cold"]:
        cells = []
        for sweep, floor in [("cold", "floor-store"), ("unchanged", "floor-store-noreuse")]:
            values = {key: statistics.median(r[key] for r in figures[sweep][name]) for key in ["cpu", "rss_mb", "fds"]}
            share = values["cpu"] / statistics.median(r["cpu"] for r in figures[sweep][floor])
            cells += [f"{values['cpu']:.2f} ({share:.2f})", f"{values['cpu'] / feeds * 1000:.3f}",
                      f"{values['rss_mb']:.0f}, {values['fds']:.0f}"]
        print(f"| {name} | " + " | ".join(cells) + " |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--harness", required=True)
    options.add_argument("--feedwatch", required=True)
    options.add_argument("--world")
    options.add_argument("--feeds", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--in-flight", default="24,64")
    options.add_argument("--copies", type=int, default=1)
    options.add_argument("--limit", type=int)
    options.add_argument("--terms", type=int, default=0)
    options.add_argument("--peers", default="")
    a = options.parse_args()
    a.harness = os.path.abspath(a.harness)
    os.environ["FEEDWATCH"] = os.path.abspath(a.feedwatch)
    sys.path.insert(0, a.harness)
    import bench_sweep
    from measure import run
    with tempfile.TemporaryDirectory() as folder:
        table(*measure(a, bench_sweep, run, folder))


if __name__ == "__main__":
    main()
