"""Draws how cost grows, as SVG with nothing but text: three panels side by side, readable on light and on dark."""
import math

WIDTH, HEIGHT = 960, 330
PANEL, LEFT, TOP, BOTTOM = 240, 62, 44, 250

STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #333 }
  .title { font-weight: 600; font-size: 13px }
  .axis { stroke: #888; fill: none }
  .grid { stroke: #8884; fill: none }
  .tallyman { stroke: #0969da; fill: none; stroke-width: 2 } .tallyman-dot { fill: #0969da }
  .peer { stroke: #bc4c00; fill: none; stroke-width: 2 } .peer-dot { fill: #bc4c00 }
  .nginx { stroke: #1a7f37; fill: none; stroke-width: 2 } .nginx-dot { fill: #1a7f37 }
  .ideal { stroke: #888; fill: none; stroke-dasharray: 4 4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ccc }
    .tallyman { stroke: #58a6ff } .tallyman-dot { fill: #58a6ff }
    .peer { stroke: #f0883e } .peer-dot { fill: #f0883e }
    .nginx { stroke: #56d364 } .nginx-dot { fill: #56d364 }
  }
"""

NAMES = {"tallyman": "Tallyman", "peer": "Go", "nginx": "nginx, a constant reply"}


def short(value):
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


class Scale:
    """From values to pixels, by powers of ten or evenly from zero."""

    def __init__(self, values, start, end, is_log):
        self.start, self.end, self.is_log = start, end, is_log
        if is_log:
            self.low = math.log10(min(values) * 0.9)
            self.high = math.log10(max(values) * 1.1)
        else:
            self.low, self.high = 0, max(values) * 1.05

    def __call__(self, value):
        value = math.log10(value) if self.is_log else value
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self):
        if self.is_log:
            return [10.0 ** power for power in range(math.ceil(self.low), math.floor(self.high) + 1)]
        step = 10 ** math.floor(math.log10(self.high))
        step = next(step * part for part in (0.2, 0.5, 1, 2) if self.high / (step * part) <= 6)
        return [step * count for count in range(int(self.high / step) + 1)]


class Panel:
    """One plot: lines by name, each a list of (x, y)."""

    def __init__(self, title, x_title, lines, log_x, log_y, ticks=None):
        self.title, self.x_title = title, x_title
        self.lines = {name: [(x, y) for x, y in points if y > 0] for name, points in lines.items()}
        self.lines = {name: points for name, points in self.lines.items() if points}
        self.log_x, self.log_y, self.ticks = log_x, log_y, ticks

    def drawn(self, offset):
        points = [point for line in self.lines.values() for point in line]
        if not points:
            return f'<text x="{offset + LEFT}" y="{TOP + 40}">not measured</text>\n{self.heading(offset)}'
        x = Scale([x for x, _ in points], offset + LEFT, offset + LEFT + PANEL, self.log_x)
        y = Scale([y for _, y in points], BOTTOM, TOP, self.log_y)
        return self.heading(offset) + self.axes(x, y) + "".join(
            self.line(name, line, x, y) for name, line in self.lines.items())

    def heading(self, offset):
        middle = offset + LEFT + PANEL / 2
        return (f'<text class="title" x="{middle}" y="24" text-anchor="middle">{self.title}</text>\n'
                f'<text x="{middle}" y="{BOTTOM + 38}" text-anchor="middle">{self.x_title}</text>\n')

    def axes(self, x, y):
        parts = [f'<path class="axis" d="M{x.start} {TOP}V{BOTTOM}H{x.end}"/>\n']
        for value in self.ticks or x.ticks():
            parts.append(f'<text x="{x(value):.1f}" y="{BOTTOM + 18}" text-anchor="middle">{short(value)}</text>\n')
        for value in y.ticks():
            parts.append(f'<path class="grid" d="M{x.start} {y(value):.1f}H{x.end}"/>\n'
                         f'<text x="{x.start - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{short(value)}</text>\n')
        return "".join(parts)

    def line(self, name, points, x, y):
        places = [(x(a), y(b)) for a, b in sorted(points)]
        path = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in places)
        dots = "" if name == "ideal" else "".join(
            f'<circle class="{name}-dot" cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in places)
        return f'<path class="{name}" d="{path}"/>{dots}\n'


def by_size(results):
    points = [(cell["bytes"], cell["servers"]["tallyman"]["cpu"]) for id, cell in results["cells"].items()
              if id.startswith("growth")]
    lines = {"tallyman": points}
    if points:
        # Straight through the origin and the longest body: what linear would be.
        (most, cost) = max(points)
        lines["ideal"] = [(size, cost * size / most) for size, _ in points]
    return Panel("CPU µs a request", "bytes of the body (dashed: in proportion)", lines, True, True)


def by_rules(results):
    points = [tuple(point) for point in results.get("steps", {}).get("by rules", [])]
    return Panel("instructions a review, 2.8 KB", "rules switched on", {"tallyman": points}, False, False)


def by_connections(results):
    lines = {}
    for cell in results["cells"].values():
        if cell["body"] == "1.4 KB" and cell["cores"] == 1 and not cell["close"] and not cell.get("parted"):
            for name, of_one in cell["servers"].items():
                lines.setdefault(name, []).append((cell["connections"], of_one["rps"]))
    return Panel("requests/s, 1.4 KB, one core", "connections", lines, True, False, ticks=[1, 8, 64, 256])


def legend():
    parts, at = [], LEFT
    for name, text in NAMES.items():
        parts.append(f'<path class="{name}" d="M{at} 318h22"/><text x="{at + 28}" y="322">{text}</text>\n')
        at += 150
    return "".join(parts)


def svg(results):
    panels = [by_size(results), by_rules(results), by_connections(results)]
    drawn = "".join(panel.drawn(number * (WIDTH / 3)) for number, panel in enumerate(panels))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="How cost grows with the body, the rules and the connections">\n'
            f"<style>{STYLE}</style>\n{drawn}{legend()}</svg>\n")
