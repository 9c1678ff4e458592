#!/usr/bin/env python3
"""What each step of a review costs: ns by the clock, instructions and allocations by callgrind.

usage: steps.py [--no-callgrind]

Each is the difference of two runs of `bench-steps` with different counts, divided by the difference of the counts, so
that starting up is not in it. Instructions are the same on a busy machine as on a quiet one; ns are not.
"""
import argparse, json, os, re, signal, subprocess, sys

import cluster, machine, report, servers
from reviews import FOUR, HERE, ROOT, WORK, asking, bodies, growing

BUILT = f"{ROOT}/.build/release/bench-steps"
# Without the debugger's part, which Debian 12's valgrind cannot read; the names of functions stay.
PROGRAM = f"{WORK}/bench-steps"
STEPS = ["parse", "review", "rules", "encode", "all"]
# Else each run hashes in its own way, and instructions differ by a few in a thousand.
ENVIRONMENT = os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1"}
ALLOCATING = {"malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc"}


def command(step, body, count, config):
    # All three questions of the one review that asks any are answered from what is remembered.
    more = ["--cluster", cluster.folder()] if config.endswith("-asking.yaml") else []
    return [PROGRAM, "--step", step, "--count", str(count), "--config", config, *more, body.file]


def nanoseconds(step, body, config):
    """For one: the least of several runs, each of which takes about a fifth of a second."""
    def run(count):
        done = subprocess.run(command(step, body, count, config), capture_output=True, text=True, check=True,
                              env=ENVIRONMENT)
        return json.loads(done.stdout)["nanoseconds"]

    once = max(run(3) / 3, 1)
    count = max(3, int(2e8 / once))
    return min(run(count) for _ in range(3)) / count


def counted(step, body, count, config):
    """(instructions, allocations) of a whole run."""
    path = f"{WORK}/callgrind.out"
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={path}", *command(step, body, count, config)],
                   capture_output=True, check=True, env=ENVIRONMENT)
    instructions, allocations, names, called = 0, 0, {}, None
    with open(path) as file:
        for line in file:
            # `cfn=(12) malloc` says who is called, later only by number; `calls=3 0` how often.
            if line.startswith(("fn=", "cfn=")):
                number, name = re.match(r"c?fn=(\(\d+\))(?: (.*))?", line).groups()
                if name:
                    names[number] = name.partition("'")[0].partition("@")[0]
                if line.startswith("cfn="):
                    called = names[number]
            elif line.startswith("calls=") and called in ALLOCATING:
                allocations += int(line[6:].split()[0])
            elif line.startswith(("totals:", "summary:")):
                instructions = int(line.split()[1])
    return instructions, allocations


def per_review(step, body, config):
    """(instructions, allocations) of one."""
    few, many = (1, 3) if len(body.bytes) > 100_000 else (100, 200)
    (less, fewer), (more, most) = (counted(step, body, count, config) for count in (few, many))
    return (more - less) / (many - few), (most - fewer) / (many - few)


def row(step, body, config, name=None, is_counting=True):
    instructions, allocations = per_review(step, body, config) if is_counting else (0, 0)
    made = {"body": body.name, "step": name or step, "ns": nanoseconds(step, body, config),
            "instructions": instructions, "allocations": allocations}
    print(f"{made['body']}: {made['step']}: {made['ns']:,.0f} ns, {instructions:,.0f} instructions, "
          f"{allocations:,.1f} allocations", file=sys.stderr, flush=True)
    return made


def measured(is_counting):
    four = servers.configuration("steps-four", on=FOUR)
    rows = []
    for body in bodies():
        rows += [row(step, body, four, is_counting=is_counting) for step in STEPS]
        rows += [row("rules", body, servers.configuration(f"steps-{rule}", on=[rule]), f"only {rule}", is_counting)
                 for rule in FOUR]
    rows += [row("rules", asking(), servers.configuration(f"steps-{name}"), f"every rule, {what}", is_counting)
             for name, what in (("every", "nothing looked up"), ("every-asking", "three answers remembered"))]
    results = {"rows": rows, "tallyman": machine.described()["tallyman"]}
    if is_counting:
        results |= rules_at_once() | bytes_at_once(four)
    return results


def bytes_at_once(config):
    """What a byte costs from body to reply, by the body's size; and whether one of 16 MB costs what one of 256 kB
    does."""
    by_size = {size: per_review("all", body, config)[0] / len(body.bytes) for size, body in growing()}
    return {"by bytes": list(by_size.items()), "instructions a byte": by_size[16_000_000] / by_size[256_000]}


def rules_at_once():
    """What deciding costs with the first rule on, with the first two, and so on to all; and whether all together cost
    more than each does by itself."""
    body = bodies()[1]
    known = servers.rules()

    def cost(on):
        return per_review("rules", body, servers.configuration("steps-some", on=on))[0]

    growing = [(count, cost(known[:count])) for count in range(len(known) + 1)]
    none, every = growing[0][1], growing[-1][1]
    alone = sum(cost([rule]) - none for rule in known)
    return {"by rules": growing, "rules at once": (every - none) / alone if alone else 0}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-callgrind", action="store_true", help="only ns: seconds instead of minutes")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.makedirs(f"{HERE}/results", exist_ok=True)
    os.makedirs(WORK, exist_ok=True)
    subprocess.run(["strip", "--strip-debug", "-o", PROGRAM, BUILT], check=True)
    subprocess.run([servers.TALLYMAN, "certs", "init", "--dir", servers.CERTIFICATES], check=True, capture_output=True)
    results = measured(not given.no_callgrind)
    print(report.steps({"steps": results}))
    if "rules at once" in results:
        print(f"\nall rules at once cost {results['rules at once']:.2f} times the sum of each alone; a byte of 16 MB "
              f"costs {results['instructions a byte']:.2f} times one of 256 kB")
        with open(f"{HERE}/results/steps.json", "w") as file:
            json.dump(results, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
