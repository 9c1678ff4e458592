"""Results as tables: in Markdown, which a terminal shows well enough."""
import json

import parts
from reviews import HERE

# From this part of a core on, somebody is at the limit.
CLIENT_BOUND = 0.95

NAMES = {"tallyman": "Tallyman", "peer": "Go", "nginx": "nginx"}


def table(head, rows):
    """A Markdown table with its columns in line; the first is text, the others numbers."""
    rows = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(row, widths))) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 2) if column == 0 else "-" * (width + 1) + ":"
                          for column, width in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def number(value):
    """Three digits that count; more only before the point."""
    if value == 0:
        return "0"
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}" if size >= 0.1 \
        else f"{value:.3f}"


def machine(results):
    lines = [f"{key}: {value}" for key, value in results["machine"].items()]
    run = results["run"]
    lines.append(f"medians of at least {run['rounds']} alternating runs of {run['seconds']} s; {run['when']}")
    return "; ".join(lines)


def cells(results):
    head = ["body, connections", "server", "requests/s", "p50 ms", "p99 ms", "CPU µs", "core %", "client's",
            "MB before", "most", "after", "× Go", "× nginx", "not answered"]
    rows = []
    for id, cell in results["cells"].items():
        if id.startswith("growth"):
            continue
        for name, of_one in cell["servers"].items():
            against = ["" if name != "tallyman" or other not in cell["ratios"]
                       else number(cell["ratios"][other]["rps"]) for other in ("peer", "nginx")]
            wrong = sum(of_one[key] for key in ("refused", "broken", "lost"))
            rows.append([id, NAMES[name], *(number(of_one[key]) for key in ("rps", "p50", "p99", "cpu")),
                         *(f"{of_one[key] * 100:.0f}" for key in ("busy", "client busy")),
                         *(number(of_one[key]) for key in ("before", "peak", "after")), *against, number(wrong) if wrong else ""])
    return table(head, rows)


def growth(results):
    head = ["body, bytes", "requests/s", "CPU µs", "CPU ns a byte", "MB at most"]
    rows = [[f"{cell['bytes']:,}", *(number(value) for value in (
        cell["servers"]["tallyman"]["rps"], cell["servers"]["tallyman"]["cpu"],
        cell["servers"]["tallyman"]["cpu"] * 1000 / cell["bytes"], cell["servers"]["tallyman"]["peak"]))]
        for id, cell in results["cells"].items() if id.startswith("growth")]
    return table(head, rows) if rows else ""


def steps(results):
    head = ["body", "step", "ns", "instructions", "allocations"]
    rows = [[step["body"], step["step"], number(step["ns"]), f"{step['instructions']:,.0f}",
             number(step["allocations"])] for step in results.get("steps", {}).get("rows", [])]
    return table(head, rows) if rows else ""


def value_of(target, results):
    """What was measured for a target; nil where nothing was."""
    if "footprint" in target:
        return results["footprint"].get(target["footprint"])
    if "step" in target:
        return results.get("steps", {}).get(target["step"])
    if results["run"].get("shared"):
        target = target | target.get("where shared", {})
    cell = results["cells"].get(target["cell"])
    if cell is None:
        return None
    if "to" in target:
        return cell["ratios"].get(target["to"], {}).get(target["of"])
    other = results["cells"].get(target["to cell"])
    if other is None:
        return None
    ours, theirs = (one["servers"]["tallyman"][target["of"]] for one in (cell, other))
    ratio = ours / theirs if theirs else 0
    # What comes on top, by each of so many parts.
    return (ratio - 1) / target["parts"] if "parts" in target else ratio


def verdicts(results):
    """(what, wanted, measured, reached or missed) of every target."""
    for target in json.load(open(f"{HERE}/targets.json")):
        value = value_of(target, results)
        to = target.get("to") or ("itself" if "to cell" in target else "")
        unit = f" × {NAMES.get(to, to)}" if to else ""
        limit = f"≥ {target['least']}{unit}" if "least" in target else f"≤ {target['most']}{unit}"
        if value is None:
            yield target["what"], limit, "", "not measured"
        else:
            reached = value >= target["least"] if "least" in target else value <= target["most"]
            yield target["what"], limit, number(value), "reached" if reached else "missed"


def targets(results):
    return table(["target", "wanted", "measured", ""], list(verdicts(results)))


def remarks(results):
    """What has to be known of the numbers."""
    lines = []
    if results["run"].get("shared"):
        lines.append("With two server cores the client shares them, as the machine has no third: these numbers say "
                     "what is left beside it.")
        if any(cell.get("parted") for cell in results["cells"].values()):
            lines.append("So what two cores do was measured with part of each: a control group gives the server "
                         f"{parts.PART:.0%} of one core, and of two.")
    bound = sorted({f"{id} ({NAMES[name]})" for id, cell in results["cells"].items()
                    for name, of_one in cell["servers"].items()
                    if of_one["client busy"] > CLIENT_BOUND > of_one["busy"]})
    if bound:
        lines.append("Here the client was at its limit and the server was not, which could do more than is said: "
                     f"{'; '.join(bound)}.")
    taken = results["footprint"]
    if "start to listening" in taken:
        lines.append(f"It listened after {number(taken['start to listening'])} ms; the client's handshake is in the "
                     "time to the first answer. Of the memory when idle "
                     f"{number(taken['idle memory, its own'])} MB are its own, the rest pages of files, the "
                     "binary's above all.")
    ours, theirs = results["machine"]["tallyman"], results.get("steps", {}).get("tallyman")
    if theirs and ours != theirs:
        lines.append(f"The steps were measured at {theirs}, all else at {ours}.")
    load = float(results["machine"]["load before"])
    if load > 0.5:
        lines.append(f"The machine was not quiet: its load was {load} before the run.")
    return "\n".join(lines)


def everything(results):
    pieces = [machine(results), cells(results), growth(results), targets(results), remarks(results)]
    return "\n\n".join(piece for piece in pieces if piece)
