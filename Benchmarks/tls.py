#!/usr/bin/env python3
"""tls.py: what verified TLS costs beside unverified, in CPU of the client, over `openssl s_server` on loopback.

Build first: swift build -c release --product TLSBench. The authorities are the system's and one made for the run, which
signs the server. Each transfer has a connection of its own; with session tickets its handshake is resumed, without them
it is whole. Rounds are interleaved, the median counts. `defaults` is libcurl with its own CAPATH, to see the trap."""

import argparse
import os
import re
import statistics
import subprocess
import tempfile

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/TLSBench")
SYSTEM = "/etc/ssl/certs/ca-certificates.crt"
KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
CERTIFICATES = f"""set -e
openssl req -x509 {KEY} -subj '/CN=bench CA' -keyout ca.key -out ca.pem
openssl req -x509 {KEY} -subj /CN=bench -addext subjectAltName=IP:127.0.0.1 -CA ca.pem -CAkey ca.key \
    -keyout server.key -out server.pem
cat {SYSTEM} ca.pem > bundle.pem
"""


class Server:
    def __init__(self, folder, *options):
        command = ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-key", "server.key", "-www"]
        self.process = subprocess.Popen(
            command + list(options), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = next(line for line in self.process.stdout if line.startswith("ACCEPT"))
        self.url = "https://127.0.0.1:" + re.search(r":(\d+)", line)[1] + "/"

    def stop(self):
        self.process.kill()
        self.process.wait()


def milliseconds(mode, url, folder, count):
    command = [PROGRAM, mode, url, folder + "/bundle.pem", str(count)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=400)
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["sh", "-c", CERTIFICATES], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        with open(folder + "/bundle.pem") as bundle:
            print(f"{bundle.read().count('BEGIN CERTIFICATE')} authorities, ms of CPU a connection\n")
        print("| handshake | unverified | feedwatch, verified | ratio | libcurl's defaults |\n|---|---|---|---|---|")
        for name, flags in {"resumed": [], "whole": ["-num_tickets", "0"]}.items():
            server = Server(folder, *flags)
            rounds = {"unverified": [], "feedwatch": [], "defaults": []}
            for _ in range(given.rounds):
                for mode, found in rounds.items():
                    count = given.count // 20 if mode == "defaults" else given.count
                    found.append(milliseconds(mode, server.url, folder, count))
            server.stop()
            plain, ours, trap = (statistics.median(found) for found in rounds.values())
            print(f"| {name} | {plain:.2f} | {ours:.2f} | {ours / plain:.2f} | {trap:.1f} |")


if __name__ == "__main__":
    main()
