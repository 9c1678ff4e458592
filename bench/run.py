#!/usr/bin/env python3
"""Measures the release server against a webhook in Go and against nginx; see bench/README.md.

usage: run.py [--quick] [--seconds 5] [--rounds 3] [--cell TEXT] [--publish RESULTS.json]
"""
import argparse, datetime, json, os, signal, sys

import cells, checks, client, footprint, machine, plot, publish, report, servers
from reviews import HERE

STEPS = f"{HERE}/results/steps.json"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few cells of a second, under a minute in all")
    parser.add_argument("--seconds", type=int, help="how long each run is; 5, or 1 with --quick")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run; 3")
    parser.add_argument("--cell", help="only cells with this in their name, and nothing else")
    parser.add_argument("--publish", metavar="RESULTS", help="write these results into docs/performance.md, and end")
    return parser.parse_args()


class Results(dict):
    """What has been measured so far, kept in a file at each step so that nothing is lost when it ends early."""

    def __init__(self, path, given):
        super().__init__(given)
        self.path = path

    def keep(self, part):
        def add(key, value):
            self[part][key] = value
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            with open(self.path, "w") as file:
                json.dump(self, file, indent=1)
        return add


def main():
    given = arguments()
    if given.publish:
        with open(given.publish) as file:
            publish.into_docs(json.load(file))
        return 0
    if lacking := machine.missing():
        print(f"missing: {', '.join(lacking)}; `make bench` installs them", file=sys.stderr)
        return 2
    # `kill` is to stop what was started just as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    seconds = given.seconds or (1 if given.quick else 5)
    now = datetime.datetime.now(datetime.timezone.utc)
    path = f"{HERE}/results/{'quick' if given.quick else 'full'}-{now:%Y%m%d-%H%M%S}.json"
    results = Results(path, {
        "machine": machine.described(), "cells": {}, "footprint": {},
        "run": {"when": f"{now:%Y-%m-%d %H:%M} UTC", "seconds": seconds, "rounds": given.rounds,
                "shared": machine.is_shared(2)},
    })
    if os.path.exists(STEPS):
        with open(STEPS) as file:
            results["steps"] = json.load(file)
    try:
        servers.prepare()
        results["checks"] = checks.run()
        if not given.cell:
            footprint.run(not given.quick, results.keep("footprint"))
        chosen = cells.quick() if given.quick else cells.table() + cells.growth()
        chosen = [cell for cell in chosen if not given.cell or given.cell in cell.id]
        settle = 0.05 if given.quick else 1
        cells.run(chosen, checks.replies(), seconds, given.rounds, settle, results.keep("cells"))
    except client.WrongAnswer as wrong:
        print(f"not measured, as an answer is wrong: {wrong}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; this is what there is so far", file=sys.stderr)
    print(report.everything(results))
    print(f"\nresults: {os.path.relpath(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
