"""What is measured under load: cells, each by every server in turn, and several times."""
import contextlib, dataclasses, itertools, statistics, sys, time

import client, machine, parts, servers
from reviews import Body, asking, bodies, growing


@dataclasses.dataclass(frozen=True)
class Cell:
    """One body over so many connections."""
    body: Body
    connections: int
    cores: int = 1
    # The server has part of each of its cores only, see parts.py.
    parted: bool = False
    close: bool = False
    profile: str = "four rules"
    by: tuple = ("tallyman", "peer", "nginx")
    # Cells of one name that follow each other take turns, as they are compared; others are measured one by one.
    among: str = ""
    # How many times as often it is measured, where a target lies within what a busy machine adds or takes.
    care: int = 1

    @property
    def patience(self):
        """How many times as long a run has to be for every connection to get several replies."""
        if len(self.body.bytes) * self.connections > 200_000_000:
            return 4
        return 2 if self.connections > 100 else 1  # as making so many takes a while too

    @property
    def id(self):
        more = [self.close and "a new one each", self.cores > 1 and not self.parted and f"{self.cores} cores",
                self.parted and f"{parts.PART:.0%} of {self.cores} core{'s' * (self.cores > 1)}",
                self.profile != "four rules" and self.profile]
        return ", ".join([self.body.name, f"{self.connections} connections", *filter(None, more)])


def table():
    """The cells of the full run."""
    sizes = bodies()
    small, huge = sizes[0], sizes[3]
    cells = [Cell(body, connections, care=2 if (body, connections) in ((small, 8), (huge, 8)) else 1)
             for body in sizes for connections in (1, 8, 64, 256) if (body, connections) != (small, 64)]
    cells.append(Cell(small, 8, close=True, care=2))
    cells.append(Cell(small, 8, cores=2))
    cells += [Cell(small, 64, cores=cores, among="cores") for cores in (1, 2)]
    if machine.is_shared(2) and parts.can_be_given():
        cells += [Cell(small, 64, cores=cores, parted=True, by=("tallyman",), among="parts") for cores in (1, 2)]
    return cells + look_ups()


def look_ups():
    """The same review by four rules, by every one, and by every one with a cluster that it asks: a folder, which works
    each answer out anew, and an API server, of which it remembers them."""
    return [Cell(asking(), 8, profile=profile, by=("tallyman",), among="look-ups", care=2)
            for profile in servers.PROFILES]


def quick():
    small, _, large, huge = bodies()
    two = ("tallyman", "peer")
    return [Cell(small, 8), Cell(large, 8), Cell(huge, 8, by=two), Cell(small, 8, close=True)]


def growth():
    """How cost grows with the body; for ourselves only, and by four at a time, as more of 16 MB would be sent away."""
    return [Cell(body, 4, by=("tallyman",), among="growth") for _, body in growing()]


def measured(cell, name, replies, seconds, settle):
    """One run of one cell by one server, which has just been started."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(servers.ALL[name](cores=cell.cores, profile=cell.profile, bodies=replies))
        if cell.profile == servers.PROFILES[-1]:
            client.post(server, cell.body)  # so that what it asks has been answered
        if cell.parted:
            stack.enter_context(parts.limited(server.pids(), cell.cores))
        before = server.memory()
        server.forget_peak()
        cpu = server.cpu_seconds()
        cores = machine.cores() if cell.parted else machine.client_cores(cell.cores)
        result = client.wrk(server, cell.body, cell.connections, seconds * cell.patience, cores, cell.close)
        cpu = server.cpu_seconds() - cpu
        peak = server.memory("VmHWM")
        time.sleep(settle)
        after = server.memory()
    good = result["requests"] - result["refused"]
    return {
        "rps": good / (result["microseconds"] / 1e6),
        "p50": result["p50"] / 1000, "p99": result["p99"] / 1000,
        "cpu": cpu / max(result["requests"], 1) * 1e6,
        # How busy each side was, in parts of one core: where the client is at its limit, the server is not.
        "busy": cpu / (result["microseconds"] / 1e6),
        "client busy": result["cpu seconds"] / (result["microseconds"] / 1e6),
        "before": before, "peak": peak, "after": after,
        "refused": result["refused"], "broken": result["broken"], "lost": result["timeouts"],
        "requests": result["requests"],
    }


def medians(runs):
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def ratios(ours, others):
    """Of our medians to the other's, which took turns with us."""
    ours, others = medians(ours), medians(others)
    return {key: ours[key] / others[key] if others[key] else 0 for key in ("rps", "p50", "p99", "cpu")}


def run(cells, replies, seconds, rounds, settle, keep):
    """Measures all, the servers taking turns; `keep` is given each cell's result as soon as there is one."""
    begun = 0
    for _, group in itertools.groupby(enumerate(cells), lambda one: one[1].among or one[0]):
        group = [cell for _, cell in group]
        runs = {cell: {name: [] for name in cell.by} for cell in group}
        for turn, cell in itertools.product(range(rounds * group[0].care), group):
            if turn == 0:
                begun += 1
                print(f"{begun:3} of {len(cells)}: {cell.id}", file=sys.stderr, flush=True)
            start = turn % len(cell.by)
            for name in cell.by[start:] + cell.by[:start]:
                runs[cell][name].append(measured(cell, name, replies, seconds, settle))
        for cell in group:
            keep(cell.id, summary(cell, runs[cell]))


def summary(cell, runs):
    return {
        "body": cell.body.name, "bytes": len(cell.body.bytes), "connections": cell.connections,
        "cores": cell.cores, "parted": cell.parted, "close": cell.close,
        "servers": {name: medians(of_one) for name, of_one in runs.items()},
        "ratios": {name: ratios(runs["tallyman"], runs[name]) for name in cell.by if name != "tallyman"},
        "runs": runs,
    }
