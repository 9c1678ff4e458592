"""What it takes to have the server there: start, memory, size on disk."""
import os, socket, statistics, subprocess, time

import client, machine, servers
from reviews import WORK, bodies

STARTS = 9
IN_FLIGHT = 8
MILLION = 1_000_000
# Seconds after which the server has looked at its files for the first time.
SETTLED = 2.5


def starts():
    """Milliseconds from before the process is made, each the median of several: until it says where it listens, and
    until a reply is read. The second has the client's half of the handshake in it."""
    small = bodies()[0]
    # What is the client's own is done before: its modules, its CA, what to configure.
    context = servers.context()
    servers.rules()
    listening, answered = [], []
    for _ in range(STARTS):
        begin = time.perf_counter()
        with servers.tallyman() as server:
            listening.append((time.perf_counter() - begin) * 1000)
            with connected(server, context) as one:
                one.sendall(head(small) + small.bytes)
                expect_ok(one, "the first review")
            answered.append((time.perf_counter() - begin) * 1000)
    return statistics.median(listening), statistics.median(answered)


def connected(server, context):
    raw = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    # Else the request would wait for the server's acknowledgement of the handshake.
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return context.wrap_socket(raw, server_hostname="127.0.0.1")


def head(body):
    return (f"POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body.bytes)}\r\n\r\n").encode()


def expect_ok(one, what):
    line = one.recv(65_536)
    if not line.startswith(b"HTTP/1.1 200"):
        raise client.WrongAnswer(f"{what}: {line[:100]!r}")


def idle():
    """Megabytes in all, and those that are its own: the rest is pages of files, the binary's above all."""
    with servers.tallyman() as server:
        time.sleep(SETTLED)
        return server.memory(), server.memory("RssAnon")


def eight_in_flight():
    """Megabytes at the most while eight reviews of 6 MB are there but for their last byte, and are then decided."""
    huge = bodies()[3]
    context = servers.context()
    with servers.tallyman() as server:
        open_ones = []
        try:
            for _ in range(IN_FLIGHT):
                open_ones.append(connected(server, context))
            for one in open_ones:
                one.sendall(head(huge) + huge.bytes[:-1])
            for one in open_ones:
                one.sendall(huge.bytes[-1:])
            for one in open_ones:
                expect_ok(one, "8 reviews of 6 MB")
        finally:
            for one in open_ones:
                one.close()
        return server.memory("VmHWM")


def after_a_million():
    """Megabytes after a million requests over eight connections."""
    small = bodies()[0]
    with servers.tallyman() as server:
        answered = 0
        while answered < MILLION:
            result = client.wrk(server, small, 8, 10)
            if result["refused"] or result["requests"] == 0:
                raise client.WrongAnswer(f"of a million: {result}")
            answered += result["requests"]
        time.sleep(1)
        return server.memory()


def binary():
    """Megabytes of the release binary without its symbols."""
    stripped = f"{WORK}/stripped"
    subprocess.run(["strip", "-o", stripped, servers.TALLYMAN], check=True)
    return os.path.getsize(stripped) / 1e6


def run(is_full, keep):
    listening, answered = starts()
    keep("start to listening", listening)
    keep("start to first answer", answered)
    memory, own = idle()
    keep("idle memory", memory)
    keep("idle memory, its own", own)
    keep("memory with eight of 6 MB", eight_in_flight())
    keep("stripped binary", binary())
    if is_full:
        keep("memory after a million", after_a_million())
