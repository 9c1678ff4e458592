#!/usr/bin/env python3
"""A long time of everyday trouble: reviews at 80% of what is possible, slow clients, broken clients, and every ten
seconds a new configuration and a new certificate.

usage: soak.py BINARY [--minutes 10]

Every reply is held against what `tallyman review` says offline. Prints the figures; exit status 1 if any reply was
wrong, any call dropped, a swapped certificate or configuration not taken up, or if memory (the median of the last
minute against that of the first) or descriptors grew by more than a twentieth. Needs wrk, and Python's standard
library.
"""
import argparse, dataclasses, glob, json, os, re, resource, shutil, signal, ssl, statistics, subprocess, sys, threading
import time, urllib.request, uuid

import machine
from guests import Broken, Caller, Slow
from mount import Mount
from reviews import HERE, RECORDED, WORK
from servers import stopping

parser = argparse.ArgumentParser()
parser.add_argument("binary")
parser.add_argument("--minutes", type=float, default=10)
arguments = parser.parse_args()

CONNECTIONS = 16
SWAP_EVERY = 10  # seconds
SHARE = 0.8


@dataclasses.dataclass(frozen=True)
class Case:
    name: str
    path: str
    uid: str
    body: bytes
    reply: bytes

    def is_answered_by(self, reply):
        return without_digest(reply) == self.reply


def without_digest(reply):
    return re.sub(rb'"config":"[^"]*"', b'"config":""', reply)


def cases(folder, config):
    """Every recorded review for both webhooks, each with a uid of its own, and the reply expected."""
    files = sorted(glob.glob(f"{RECORDED}/**/*.json", recursive=True))
    os.makedirs(f"{folder}/bodies")
    for endpoint in ("validate", "mutate"):
        paths, uids = [], []
        for number, file in enumerate(files):
            body = open(file, "rb").read().strip()
            uids.append(str(uuid.uuid4()))
            old = json.loads(body)["request"]["uid"].encode()
            paths.append(f"{folder}/bodies/{endpoint}-{number}.json")
            with open(paths[-1], "wb") as copy:
                copy.write(body.replace(old, uids[-1].encode(), 1))
        command = [arguments.binary, "review", "--config", config, "--endpoint", endpoint, *paths]
        replies = subprocess.run(command, capture_output=True, check=True).stdout.splitlines()
        for path, file, uid, reply in zip(paths, files, uids, replies, strict=True):
            with open(f"{path}.reply", "wb") as expected:
                expected.write(without_digest(reply))
            yield path, Case(os.path.relpath(file, RECORDED), f"/{endpoint}?timeout=10s", uid,
                             open(path, "rb").read(), without_digest(reply))


def configuration(folder, number):
    """One that decides as any other does, but has a digest of its own."""
    return ("apiVersion: tallyman/v1alpha1\nkind: Configuration\n"
            f"breakGlass: {{groups: ['system:masters', 'soak-{number}']}}\n"
            "server:\n  port: 0\n  admin: {address: 127.0.0.1, port: 0}\n  loops: 1\n"
            f"  tls: {{certificate: {folder}/certs/tls.crt, privateKey: {folder}/certs/tls.key}}\n").encode()


def new_pair(folder):
    """A pair that the same CA has signed."""
    for name in ("tls.crt", "tls.key"):
        if os.path.exists(f"{folder}/ca/{name}"):
            os.unlink(f"{folder}/ca/{name}")
    subprocess.run([arguments.binary, "certs", "init", "--dir", f"{folder}/ca"], check=True, capture_output=True)
    return {name: open(f"{folder}/ca/{name}", "rb").read() for name in ("tls.crt", "tls.key")}


def wrk(folder, port, seconds, pause):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", f"{HERE}/soak.lua",
               f"https://127.0.0.1:{port}", "--", f"{folder}/list.lua", str(pause)]
    with machine.on(machine.client_cores(1)):
        done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"^result (\{.*\})$", done.stdout, re.MULTILINE)
    if not found:
        raise RuntimeError(f"wrk: {done.stdout}{done.stderr}")
    result = json.loads(re.sub(r"-?nan", "0", found.group(1)))
    result["first wrong"] = machine.first(r"first wrong reply: (.*)", done.stdout)
    result["rate"] = result["requests"] / (result["microseconds"] / 1e6)
    return result


class Log(threading.Thread):
    """Counts the lines about decisions, which are hundreds of megabytes, and keeps all others."""

    def __init__(self, lines, path):
        super().__init__(daemon=True)
        self.lines, self.path, self.decisions = lines, path, 0

    def run(self):
        with open(self.path, "w") as file:
            for line in self.lines:
                if line.startswith('{"time"') and '"endpoint"' in line[:60]:
                    self.decisions += 1
                else:
                    file.write(line)


class Watch(threading.Thread):
    """Memory and descriptors, each second, by the server's metrics: in its sandbox /proc is closed to others."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.samples, self.over = port, [], threading.Event()

    def run(self):
        while not self.over.wait(1):
            said = metrics(self.port)
            self.samples.append((float(machine.first(r"\nprocess_resident_memory_bytes (\S+)", said)) / 1024,
                                 float(machine.first(r"\nprocess_open_fds (\S+)", said))))

    def edges(self, column):
        """The medians of the first and the last minute, or of a quarter of a shorter run."""
        count = max(1, min(60, len(self.samples) // 4))
        values = [sample[column] for sample in self.samples]
        return statistics.median(values[:count]), statistics.median(values[-count:])


def cpu_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def metrics(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as reply:
        return reply.read().decode()


def main():
    folder = f"{WORK}/soak"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(f"{folder}/ca")
    certificates, config = Mount(f"{folder}/certs"), Mount(f"{folder}/config")
    certificates.swap(new_pair(folder))
    config.swap({"config.yaml": configuration(folder, 0)})
    everything = dict(cases(folder, f"{folder}/config/config.yaml"))
    with open(f"{folder}/list.lua", "w") as file:
        rows = (f'  {{path="{case.path}", uid="{case.uid}", body="{path}", reply="{path}.reply"}},\n'
                for path, case in everything.items())
        file.write("return {\n" + "".join(rows) + "}\n")
    with machine.on(machine.server_cores(1)):
        server = subprocess.Popen(
            [os.path.abspath(arguments.binary), "serve", "--config", f"{folder}/config/config.yaml"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with stopping(server):
        ports = announced(server.stdout.readline())
        log = Log(server.stdout, f"{folder}/server.log")
        log.start()
        return soak(folder, server, ports, log, certificates, config, list(everything.values()))


def announced(line):
    """(port, admin port), as the first line of the log says."""
    found = re.search(r"https://127\.0\.0\.1:(\d+).*http://127\.0\.0\.1:(\d+)", line)
    if not found:
        raise RuntimeError(f"the server did not start: {line}")
    return int(found[1]), int(found[2])


def soak(folder, server, ports, log, certificates, config, everything):
    port, admin = ports
    context = ssl.create_default_context(cafile=f"{folder}/ca/ca.crt")
    seconds = round(arguments.minutes * 60)
    wrk(folder, port, 3, 0)  # warm
    busy = cpu_seconds(server.pid)
    possible = wrk(folder, port, 10, 0)
    busy = (cpu_seconds(server.pid) - busy) / 10
    print(f"possible: {possible['rate']:,.0f} mixed reviews a second, every reply checked; the server's core "
          f"{busy:.0%} busy, so that {'it' if busy > 0.9 else 'the client'} is the limit")
    guests = [Caller(port, context, everything, pause=0.01), Caller(port, context, everything, 0.05, 1),
              Slow(port, context), Broken(port, context)]
    watch = Watch(admin)
    for guest in guests: guest.start()
    # In their company, as it is to be kept up then.
    pause = paced(folder, port, SHARE * possible["rate"], 1000 * (1 / SHARE - 1) * CONNECTIONS / possible["rate"])
    watch.start()
    results = []
    load = threading.Thread(target=lambda: results.append(wrk(folder, port, seconds, pause)))
    load.start()
    swaps = swap_until_over(load, folder, server, certificates, config)
    load.join()
    for guest in guests: guest.leave()
    watch.over.set()
    watch.join()
    time.sleep(3)  # it looks at its files every two seconds
    said = metrics(admin)
    server.send_signal(signal.SIGTERM)
    status = server.wait(timeout=60)
    log.join()
    return report(folder, possible["rate"], results[0], guests, watch, swaps, status, said, log)


def paced(folder, port, rate, pause):
    """Milliseconds that each connection has to pause for so many reviews a second in all, found by trying."""
    for _ in range(3):
        tried = wrk(folder, port, 4, pause)["rate"]
        pause = max(0, pause + 1000 * CONNECTIONS * (1 / rate - 1 / tried))
    return pause


def swap_until_over(load, folder, server, certificates, config):
    """A new certificate and a new configuration by turns with a broken one of each; every other time SIGHUP as well."""
    swaps = 0
    while load.is_alive():
        load.join(timeout=SWAP_EVERY)
        if not load.is_alive():
            break
        swaps += 1
        if swaps % 3 == 0:
            certificates.swap({"tls.crt": b"-----BEGIN CERTIFICATE-----\n", "tls.key": b"none"})
            config.swap({"config.yaml": b"rules: [nonsense\n"})
        else:
            certificates.swap(new_pair(folder))
            config.swap({"config.yaml": configuration(folder, swaps)})
        if swaps % 2 == 0:
            server.send_signal(signal.SIGHUP)
    return swaps


def reloads(of, said):
    return [int(machine.first(rf'tallyman_{of}_reloads_total{{result="{result}"}} (\d+)', said))
            for result in ("success", "failure")]


def report(folder, possible, load, guests, watch, swaps, status, said, log):
    kept, fresh, slow, broken = guests
    failures = kept.failures + fresh.failures
    memory, descriptors = watch.edges(0), watch.edges(1)
    good = swaps - swaps // 3
    lines = [
        (f"{load['requests']:,} reviews at {load['rate']:,.0f} a second, {load['rate'] / possible:.0%} of that, in "
         f"{load['microseconds'] / 6e7:.1f} minutes; p50 {load['p50'] / 1000:.2f} ms, p99 {load['p99'] / 1000:.2f} ms, "
         f"longest {load['longest'] / 1000:.0f} ms", True),
        (f"wrong replies: {load['wrong']}", load["wrong"] == 0),
        (f"broken connections: {load['broken']}, timeouts: {load['timeouts']}", load["broken"] + load["timeouts"] == 0),
        (f"a caller that sends nothing again: {kept.turns + fresh.turns:,} calls, {len(failures)} failed",
         not failures),
        (f"swaps of certificate and configuration: {swaps}, of them broken: {swaps // 3}; certificates seen by new "
         f"connections: {len(fresh.certificates)}", len(fresh.certificates) >= good),
        (f"by the server's own count, taken up and refused: configurations {reloads('configuration', said)}, "
         f"certificates {reloads('certificate', said)}",
         reloads("configuration", said) == reloads("certificate", said) == [good, swaps // 3]),
        (f"slow connections cut off: {slow.cut_off}; broken clients: {broken.turns}, failed to reach the server: "
         f"{len(slow.failures) + len(broken.failures)}", not slow.failures + broken.failures),
        (f"memory: {memory[0]:,.0f} KiB in the first minute, {memory[1]:,.0f} KiB in the last",
         memory[1] <= 1.05 * memory[0]),
        (f"descriptors: {descriptors[0]:.0f} in the first minute, {descriptors[1]:.0f} in the last",
         descriptors[1] <= 1.05 * descriptors[0] + 2),
        (f"exit status after SIGTERM: {status}", status == 0),
    ]
    for text, is_good in lines:
        print(f"{'ok  ' if is_good else 'BAD '} {text}")
    if load["wrong"]: print(f"first wrong reply: {load['first wrong']}")
    for failure in [*failures, *slow.failures, *broken.failures][:5]: print(f"  {failure}")
    with open(f"{folder}/metrics.txt", "w") as file: file.write(said)
    print(f"lines of log about decisions: {log.decisions:,}; the others: {log.path}; metrics: {folder}/metrics.txt")
    return all(is_good for _, is_good in lines)


if __name__ == "__main__":
    # Descriptors for a few hundred connections.
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    sys.exit(not main())
