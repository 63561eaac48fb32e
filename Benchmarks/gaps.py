"""The widest white gap between two letters of a line in a PDF: what stands between the ends of two clusters, as mutool sees them."""
import re
import subprocess
from xml.etree import ElementTree

EM = 10.7
MARKS = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")


def lines_of(pdf):
    """Letters of each line: (x of the start, x of the end)."""
    xml = subprocess.run(["mutool", "draw", "-q", "-F", "stext", pdf], check=True, capture_output=True).stdout
    # An extractor may give what no XML may hold; what is looked for here are places.
    xml = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#x?[01]?[0-9a-f];", b"?", xml)
    rows = {}
    for number, page in enumerate(ElementTree.fromstring(xml).iter("page")):
        for char in page.iter("char"):
            c = char.get("c")
            if not c or c.isspace() or MARKS.fullmatch(c[0]):
                continue
            quad = [float(v) for v in char.get("quad").split()]
            rows.setdefault((number, round(float(char.get("y")))), []).append((quad[0], quad[2]))
    return [sorted(row) for row in rows.values()]


def measure(pdf, right_margin):
    """Lines, the widest gap in em, lines with one over an em, and lines that end short of the margin (last ones of paragraphs too)."""
    right = (210 - right_margin) * 72 / 25.4
    widest, holes, short, count = 0.0, 0, 0, 0
    for row in lines_of(pdf):
        if len(row) < 8:
            continue
        count += 1
        gaps = [after[0] - before[1] for before, after in zip(row, row[1:])]
        widest = max(widest, max(gaps))
        holes += max(gaps) > EM
        short += row[-1][1] < right - 0.75
    return {"lines": count, "widest": widest / EM, "holes": holes, "short": short}
