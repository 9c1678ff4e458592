#!/usr/bin/env python3
"""Posts recorded reviews over keep-alive connections and holds every reply against what `tallyman review` says offline.

usage: load.py BINARY [--requests 10000] [--connections 8] [--reviews Tests/Reviews]

Starts the server on a free port of 127.0.0.1, and prints how many were answered, how many wrong, and the memory
before, half way and after. Exit status 1 if any reply is missing or wrong, or if memory grew by more than a tenth from
half way to the end. Needs nothing but Python's standard library; not built in Swift so that a bug shared by our client
and server would not go unseen.
"""
import argparse, glob, http.client, itertools, os, re, ssl, subprocess, sys, tempfile, threading

parser = argparse.ArgumentParser()
parser.add_argument("binary")
parser.add_argument("--requests", type=int, default=10_000)
parser.add_argument("--connections", type=int, default=8)
parser.add_argument("--reviews", default="Tests/Reviews")
arguments = parser.parse_args()


def rss(pid):
    """Resident memory in KiB."""
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1))


def recorded(folder, config):
    """(path, body, reply expected) of every recorded review, each to both webhooks."""
    files = sorted(glob.glob(f"{folder}/**/*.json", recursive=True))
    for endpoint in ("validate", "mutate"):
        command = [arguments.binary, "review", "--config", config, "--endpoint", endpoint, *files]
        replies = subprocess.run(command, capture_output=True, check=True).stdout.splitlines()
        for file, reply in zip(files, replies, strict=True):
            yield f"/{endpoint}?timeout=10s", open(file, "rb").read(), reply


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([arguments.binary, "certs", "init", "--dir", folder], check=True, capture_output=True)
    config = f"{folder}/config.yaml"
    with open(config, "w") as file:
        file.write(
            "apiVersion: tallyman/v1alpha1\nkind: Configuration\n"
            "server:\n  port: 0\n  admin: null\n  drain: {delay: 0s}\n"
            f"  tls: {{certificate: {folder}/tls.crt, privateKey: {folder}/tls.key}}\n")
    cases = list(recorded(arguments.reviews, config))
    server = subprocess.Popen(
        [arguments.binary, "serve", "--config", config, "--log", "none"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r"https://127\.0\.0\.1:(\d+)", server.stdout.readline()).group(1))
        context = ssl.create_default_context(cafile=f"{folder}/ca.crt")
        numbers = itertools.count()
        answered, wrong, half = 0, 0, 0
        lock = threading.Lock()

        def post():
            global answered, wrong, half
            connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=30)
            while (number := next(numbers)) < arguments.requests:
                path, body, expected = cases[number % len(cases)]
                connection.request("POST", path, body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                reply = response.read()
                with lock:
                    answered += 1
                    wrong += response.status != 200 or reply != expected
                    if answered == arguments.requests // 2:
                        half = rss(server.pid)

        before = rss(server.pid)
        threads = [threading.Thread(target=post) for _ in range(arguments.connections)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        after = rss(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)

print(f"{answered} of {arguments.requests} answered over {arguments.connections} connections, {wrong} wrong")
print(f"memory: {before} KiB before, {half} KiB half way, {after} KiB after; exit status {server.returncode}")
sys.exit(answered != arguments.requests or wrong != 0 or after > half * 1.1 or server.returncode != 0)
