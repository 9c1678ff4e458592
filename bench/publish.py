"""Puts results into docs/performance.md and its plot; what is written by hand there stays."""
import json, re

import plot, report
from reviews import HERE, ROOT

PAGE = f"{ROOT}/docs/performance.md"
PLOT = f"{ROOT}/docs/performance.svg"

PARTS = {"machine": report.machine, "cells": report.cells, "growth": report.growth, "steps": report.steps,
         "targets": report.targets, "remarks": report.remarks}


def into_docs(results):
    with open(PAGE) as file:
        page = file.read()
    for name, part in PARTS.items():
        begin, end = f"<!-- generated: {name} -->", "<!-- end -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if not pattern.search(page):
            raise SystemExit(f"{PAGE}: no block {begin}")
        text = part(results) or "Not measured."
        page = pattern.sub(lambda _: f"{begin}\n{text}\n{end}", page, count=1)
    with open(PAGE, "w") as file:
        file.write(page)
    with open(PLOT, "w") as file:
        file.write(plot.svg(results))
    with open(f"{HERE}/results/shown.json", "w") as file:
        json.dump(results, file, indent=1)
        file.write("\n")
