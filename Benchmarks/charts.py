"""Small charts as SVG: bars, lines over scales of powers of ten, and shaded tables.

Each has a ground of its own and turns dark where the reader's system is dark, so that it can be read on any page. Numbers are written
with a fixed count of digits: the same results give the same bytes.
"""
import math
from html import escape

STYLE = """
  .ground { fill: #ffffff; stroke: #d0d7de; }
  text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
  .title { font-size: 15px; font-weight: 600; }
  .note, .tick { fill: #59636e; font-size: 12px; }
  .grid { stroke: #d0d7de; stroke-width: 1; }
  .own { fill: #0a6c3b; stroke: #0a6c3b; } .other { fill: #7a8594; stroke: #7a8594; }
  .c0 { stroke: #0a6c3b; fill: #0a6c3b; } .c1 { stroke: #0757ba; fill: #0757ba; } .c2 { stroke: #a23a00; fill: #a23a00; }
  .c3 { stroke: #7b3fc4; fill: #7b3fc4; } .c4 { stroke: #a8197a; fill: #a8197a; } .c5 { stroke: #6b5f00; fill: #6b5f00; }
  .c6 { stroke: #33697a; fill: #33697a; } .c7 { stroke: #59636e; fill: #59636e; }
  .line { fill: none; stroke-width: 2; } .label { stroke: none; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #3d444d; }
    text { fill: #e6edf3; } .note, .tick { fill: #9198a1; } .grid { stroke: #30363d; }
    .own { fill: #3fb46f; stroke: #3fb46f; } .other { fill: #848f9c; stroke: #848f9c; }
    .c0 { stroke: #3fb46f; fill: #3fb46f; } .c1 { stroke: #6cb0ff; fill: #6cb0ff; } .c2 { stroke: #f0883e; fill: #f0883e; }
    .c3 { stroke: #bc8cff; fill: #bc8cff; } .c4 { stroke: #ff80c8; fill: #ff80c8; } .c5 { stroke: #d4c13c; fill: #d4c13c; }
    .c6 { stroke: #76c4d8; fill: #76c4d8; } .c7 { stroke: #9198a1; fill: #9198a1; }
    .line { fill: none; } .label { stroke: none; }
  }
"""


def number(value):
    """Three digits, as people write them."""
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def svg(width, height, title, description, parts):
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" \
aria-labelledby="title description">
<title id="title">{escape(title)}</title>
<desc id="description">{escape(description)}</desc>
<style>{STYLE}</style>
<rect class="ground" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>
<text class="title" x="20" y="30">{escape(title)}</text>
""" + "\n".join(parts) + "\n</svg>\n"


class Scale:
    """Powers of ten between two ends on paper."""

    def __init__(self, values, start, end):
        values = [value for value in values if value > 0]
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
        self.high = max(self.high, self.low + 1)
        self.start, self.end = start, end

    def __call__(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self):
        return [10.0 ** power for power in range(self.low, self.high + 1)]


def bars(title, unit, rows, note):
    """Rows of a label, a value and whether it is ours."""
    width, left, right, top, pitch = 760, 262, 670, 66, 30
    height = top + pitch * len(rows) + 52
    parts = [f'<text class="note" x="20" y="50">{escape(note)}</text>']
    bottom = top + pitch * len(rows)
    most = max(row[1] for row in rows)
    # From nothing in equal steps, since lengths are compared: a step that gives three to six of them.
    step = next(size for power in range(-4, 9) for size in (10.0 ** power, 2 * 10.0 ** power, 5 * 10.0 ** power) if most / size <= 6)

    def scale(value):
        return left + (right - left) * value / most
    for tick in (step * count for count in range(int(most / step) + 1)):
        x = scale(tick)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{number(tick)}</text>')
    parts.append(f'<text class="tick" x="{(left + right) / 2:.1f}" y="{bottom + 38}" text-anchor="middle">{escape(unit)}</text>')
    for index, (label, value, is_own) in enumerate(rows):
        y = top + pitch * index
        length = scale(value) - left
        parts.append(f'<text x="{left - 10}" y="{y + 19}" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<rect class="{"own" if is_own else "other"}" x="{left}" y="{y + 6}" width="{length:.1f}" height="18" rx="2"/>')
        parts.append(f'<text x="{left + length + 7:.1f}" y="{y + 19}">{number(value)}</text>')
    description = "; ".join(f"{label}: {number(value)} {unit}" for label, value, _ in rows)
    return svg(width, height, title, description, parts)


def lines(title, x_unit, y_unit, series, note):
    """Series of a label and points, over two scales of powers of ten. Labels stand at the ends of their lines."""
    width, height, left, right, top, bottom = 760, 440, 76, 560, 66, 384
    xs = sorted({x for _, points in series for x, _ in points})
    across = Scale(xs, left, right)
    # From the first point to the last: what is measured are a few sizes.
    across.low, across.high = math.log10(xs[0]), math.log10(xs[-1])
    up = Scale([y for _, points in series for _, y in points], bottom, top)
    parts = [f'<text class="note" x="20" y="50">{escape(note)}</text>']
    for tick in up.ticks():
        y = up(tick)
        parts.append(f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick" x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{number(tick)}</text>')
    for x in xs:
        parts.append(f'<text class="tick" x="{across(x):.1f}" y="{bottom + 20}" text-anchor="middle">{number(x)}</text>')
    parts.append(f'<text class="tick" x="{(left + right) / 2:.1f}" y="{bottom + 42}" text-anchor="middle">{escape(x_unit)}</text>')
    parts.append(f'<text class="tick" x="24" y="{(top + bottom) / 2:.1f}" text-anchor="middle" '
                 f'transform="rotate(-90 24 {(top + bottom) / 2:.1f})">{escape(y_unit)}</text>')
    ends = []
    for index, (label, points) in enumerate(series):
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in points)
        parts.append(f'<polyline class="line c{index}" points="{path}"/>')
        parts += [f'<circle class="c{index}" cx="{across(x):.1f}" cy="{up(y):.1f}" r="3"/>' for x, y in points]
        ends.append([up(points[-1][1]), across(points[-1][0]), index, label])
    # Names beside the last points, moved apart where they would touch; a thin line leads to those that moved.
    ends.sort()
    places = spread([end[0] for end in ends], 17)
    for (y, x, index, label), place in zip(ends, places):
        parts.append(f'<polyline class="line c{index}" style="stroke-width:1;stroke-dasharray:2 3" '
                     f'points="{x + 5:.1f},{y:.1f} {right + 14},{place:.1f}"/>')
        parts.append(f'<text class="label c{index}" x="{right + 18}" y="{place + 4:.1f}">{escape(label)}</text>')
    description = "; ".join(
        f"{label}: " + ", ".join(f"{number(y)} at {number(x)}" for x, y in points) for label, points in series)
    return svg(width, height, title, f"{y_unit} over {x_unit}. {description}", parts)


def spread(places, least):
    """Places in order, moved as little as keeps them so far apart."""
    groups = []
    for place in places:
        groups.append([place, 1])
        # Groups of which one would reach into the next become one, around the middle of both.
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < least * (groups[-1][1] + groups[-2][1]) / 2:
            last, before = groups.pop(), groups.pop()
            count = last[1] + before[1]
            groups.append([(last[0] * last[1] + before[0] * before[1]) / count, count])
    return [middle + (index - (count - 1) / 2) * least for middle, count in groups for index in range(count)]


def counts(title, heads, rows, note):
    """A table of a few numbers a row, each shaded by how large it is: for numbers of which some are 0."""
    width, left, column, top, pitch = 760, 262, 160, 92, 30
    height = top + pitch * len(rows) + 20
    parts = [f'<text class="note" x="20" y="50">{escape(note)}</text>']
    for index, head in enumerate(heads):
        parts.append(f'<text class="tick" x="{left + column * (index + 0.5):.1f}" y="{top - 8}" text-anchor="middle">{escape(head)}</text>')
    for index, (label, *values) in enumerate(rows):
        y = top + pitch * index
        parts.append(f'<text x="{left - 10}" y="{y + 19}" text-anchor="end">{escape(label)}</text>')
        for place, value in enumerate(values):
            # The shade of 10 in a hundred is the darkest; the number stands on it, and has to be read.
            shade = 0 if value == 0 else 0.08 + 0.32 * min(1, (math.log10(max(value, 0.05)) + 1.3) / 2.3)
            kind = "own" if value == 0 else "c2"
            parts.append(f'<rect class="{kind}" style="stroke:none" fill-opacity="{shade or 0.22:.2f}" x="{left + column * place + 2}" '
                         f'y="{y + 2}" width="{column - 4}" height="{pitch - 4}" rx="3"/>')
            text = "0" if value == 0 else f"{value:.2f}"
            parts.append(f'<text x="{left + column * (place + 0.5):.1f}" y="{y + 20}" text-anchor="middle">{text}</text>')
    description = "; ".join(
        f"{label}: " + ", ".join(f"{head} {value:.2f}" for head, value in zip(heads, values)) for label, *values in rows)
    return svg(width, height, title, description, parts)
