"""The widest white gap between two letters of a line, in Sarup's PDF and in Typst's with letter tracking allowed, from the same paragraphs.

  gaps.py SARUP FONTS

Needs mutool and the package typst. Widths are full pages and half pages; a gap is what stands between the ends of two clusters.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import typst

ROOT = Path(__file__).resolve().parent.parent
EM = 10.7
MARKS = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")


def paragraphs():
    """Prose of the examples, a line each."""
    result = []
    for name in ("integrity-workshop.md", "long.md"):
        text = (ROOT / "Examples" / name).read_text(encoding="utf-8").split("\n---\n", 1)[1]
        for line in text.split("\n"):
            line = re.sub(r"^\s*([0-9๐-๙]+[.)]|[-*])\s+", "", line).strip().replace("**", "")
            if len(line) > 150 and not re.match(r"[|`#!:<{]", line) and "|" not in line and "[" not in line:
                result.append(line)
    return result


def lines_of(pdf):
    """Letters of each line: (x of the start, x of the end)."""
    xml = subprocess.run(["mutool", "draw", "-q", "-F", "stext", pdf], stdout=subprocess.PIPE, check=True).stdout
    rows = {}
    for number, page in enumerate(ElementTree.fromstring(xml).iter("page")):
        for char in page.iter("char"):
            c = char.get("c")
            if c.isspace() or MARKS.fullmatch(c[0]):
                continue
            quad = [float(v) for v in char.get("quad").split()]
            rows.setdefault((number, round(float(char.get("y")))), []).append((quad[0], quad[2]))
    return [sorted(row) for row in rows.values()]


def report(label, pdf, right):
    widest, holes, short, count = 0.0, 0, 0, 0
    for row in lines_of(pdf):
        if len(row) < 8:
            continue
        count += 1
        gaps = [b[0] - a[1] for a, b in zip(row, row[1:])]
        widest = max(widest, max(gaps))
        holes += max(gaps) > EM
        short += row[-1][1] < right - 0.75
    print(f"| {label} | {count} | {widest / EM:.2f} | {holes} | {short} |", flush=True)


def main():
    sarup, fonts = sys.argv[1:3]
    rows = paragraphs()
    print("| | lines | widest gap, em | lines with a gap over 1 em | lines short of the margin, last ones of paragraphs included |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for label, right in (("full page", 20), ("half page", 110)):
            (work / "t.yaml").write_text(
                f"name: t\nextends: brief\npage: {{margins: {{top: 25mm, right: {right}mm, bottom: 20mm, left: 30mm}}}}\n", encoding="utf-8")
            (work / "b.md").write_text("---\ntitle: ทดสอบ\n---\n" + "\n\n".join(rows) + "\n", encoding="utf-8")
            subprocess.run([sarup, "render", str(work / "b.md"), "--template", str(work / "t.yaml"), "-o", str(work / "sarup.pdf")], check=True)
            source = (ROOT / "Benchmarks" / "brief.typ").read_text(encoding="utf-8").replace("right: 20mm", f"right: {right}mm")
            (work / "b.typ").write_text(source, encoding="utf-8")
            inputs = {"paragraphs": json.dumps([["T", "", "ทดสอบ"]] + [["P", "", row] for row in rows], ensure_ascii=False)}
            (work / "typst.pdf").write_bytes(typst.compile(
                str(work / "b.typ"), root=str(work), font_paths=[fonts], ignore_system_fonts=True, sys_inputs=inputs))
            margin = (210 - right) * 72 / 25.4
            report(f"Sarup, {label}", str(work / "sarup.pdf"), margin)
            report(f"Typst with tracking, {label}", str(work / "typst.pdf"), margin)


main()
