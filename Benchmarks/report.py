#!/usr/bin/env python3
"""report.py [--results FILE] [--to FOLDER] [--check]: makes the documents of what measure.py has measured; measures nothing.

Writes Documentation/benchmarks.md and its pictures whole, and in other documents what stands between the comments
`<!-- benchmarks: NAME -->` and `<!-- end -->`.
"""
import argparse
import json
import re
import sys
from pathlib import Path
from statistics import median, quantiles

import charts

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"sarup-pdf": "Sarup, PDF", "pango": "Pango and Cairo (C)", "typst": "Typst, plain", "typst-ua": "Typst",
         "weasyprint": "WeasyPrint", "libreoffice": "LibreOffice", "sarup-docx": "Sarup, DOCX", "python-docx": "python-docx, DOCX",
         "docxtpl": "docxtpl, DOCX", "libreoffice-docx": "LibreOffice, DOCX"}
SETUPS = """
- **All** see the four faces of `Fonts/` and no others, with a font cache of their own. Nothing is measured that was not run once before,
  so that files are in memory. Inputs are made beforehand, in the form that each program reads quickest.
- **Sarup** reads Markdown and writes tagged, archival PDF with title, outline and language, or a Word file.
- **Pango and Cairo**: `peers/pango_brief.c`, a C program of a hundred lines that keeps its font map and writes line by line. What it writes is a
  plain PDF. It is what the ratios are over, since it is the quickest of those that place Thai marks right.
- **Typst**: the compiler of PyPI in one Python process, kept for all briefs; the data comes as an input, not as a file. Its limits for spreading
  letters are set, without which it leaves holes in Thai lines.
- **WeasyPrint**: in one Python process, one set of fonts and one style sheet for all briefs.
- **LibreOffice** has a profile already, and reads flat OpenDocument, its own format without an archive to unpack. For many briefs it is one
  headless process that converts them all: a listener with UNO does the same work, and pays for the calls as well.
- **python-docx** and **docxtpl**: one Python process; the template of docxtpl is made beforehand.
- **Batch**: Sarup has a command for it, whose files and journal are synced to the disk. Of the others as many processes run as there are
  cores, each with its part of the briefs, as GNU parallel would run them; they sync nothing.
"""


def ratio(pairs, part="cpu"):
    """Median of the ratios of the pairs, and the middle half of them."""
    values = [own[part] / base[part] for base, own in zip(pairs["base"], pairs["own"]) if base[part] > 0]
    if len(values) < 2:
        return values[0], values[0], values[0]
    low, middle, high = quantiles(values, n=4)
    return middle, low, high


def mid(costs, part):
    return median(cost[part] for cost in costs)


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def milliseconds(seconds):
    return charts.number(1000 * seconds)


class Report:
    def __init__(self, results):
        self.results = results
        self.labels = results["programs"]

    def row(self, part, program):
        return next((row for row in part if row["program"] == program), None)

    def cold(self, name):
        rows = []
        for row in self.results["cold"][name]:
            middle, low, high = ratio(row)
            rows.append([
                self.labels[row["program"]], milliseconds(mid(row["own"], "cpu")), milliseconds(mid(row["own"], "wall")),
                f"**{middle:.2f}**, {low:.2f} to {high:.2f}", f"{max(cost['memory'] for cost in row['own']):.0f} MiB",
                f"{row['bytes']:,}", str(row["pages"] or ""), str(len(row["own"]))])
        return table(["program", "CPU, ms", "time, ms", "CPU over Pango's, middle half of the pairs", "peak memory", "bytes", "pages",
                      "pairs"], rows)

    def further(self):
        rows = []
        for row in self.results["further"]:
            middle, low, high = ratio(row)
            rows.append([self.labels[row["program"]], charts.number(1000 * mid(row["own"], "cpu")),
                         f"**{middle:.2f}**, {low:.2f} to {high:.2f}", str(len(row["own"]))])
        return table(["program", "CPU a brief, ms", "CPU over Pango's, middle half of the pairs", "pairs"], rows)

    def batch(self):
        rows = []
        for row in self.results["batch"]:
            gain = median(one["wall"] / two["wall"] for one, two in zip(row["one"], row["two"]))
            rows.append([
                self.labels[row["program"]], charts.number(row["documents"] / mid(row["one"], "wall")),
                charts.number(row["documents"] / mid(row["two"], "wall")), f"**{gain:.2f}**",
                f"{max(cost['memory'] for cost in row['two']):.0f} MiB", str(row["documents"]), str(len(row["one"]))])
        return table(["program", "briefs a second, one core", "two cores", "time of one over that of two, median of pairs",
                      "peak memory on two", "briefs", "pairs"], rows)

    def scaling(self):
        heads = ["program"]
        counts = sorted({row["findings"] for row in self.results["scaling"]})
        for count in counts:
            heads += [f"{count:,}: CPU, s", "over Pango's", "peak memory"]
        rows = []
        for program in dict.fromkeys(row["program"] for row in self.results["scaling"]):
            cells = [self.labels[program]]
            for count in counts:
                row = next((row for row in self.results["scaling"] if (row["program"], row["findings"]) == (program, count)), None)
                if row is None or "stopped" in row:
                    cells += [f"stopped after {row['limit']} s" if row else "", "", ""]
                    continue
                cells += [charts.number(mid(row["own"], "cpu")), f"**{ratio(row)[0]:.2f}**",
                          f"{max(cost['memory'] for cost in row['own']):.0f} MiB"]
            rows.append(cells)
        return table(heads, rows)

    def long_sizes(self):
        rows = []
        for row in self.results["scaling"]:
            if row["findings"] == max(other["findings"] for other in self.results["scaling"]) and "bytes" in row:
                a_page = f"{row['bytes'] / row['pages']:,.0f}" if row["pages"] else ""
                rows.append([self.labels[row["program"]], f"{row['bytes']:,}", f"{row['pages']:,}" if row["pages"] else "", a_page])
        return table(["program", "bytes", "pages", "bytes a page"], rows)

    def text(self):
        readers = []
        for row in self.results["text"]:
            readers += [reader for reader in row["readers"] if reader not in readers]
        pdf_readers = [reader for reader in readers if reader != "the file itself"]
        rows = []
        for row in self.results["text"]:
            if "the file itself" in row["readers"]:
                continue
            cells = [self.labels[row["program"]]]
            for reader in pdf_readers:
                found = row["readers"][reader]
                share = 100 * found["errors"] / found["characters"]
                cells.append("**0**" if found["errors"] == 0 else f"{share:.2f}")
            rows.append(cells)
        docx = [f"{self.labels[row['program']]}: {row['readers']['the file itself']['errors']}"
                for row in self.results["text"] if "the file itself" in row["readers"]]
        kinds = []
        for row in self.results["text"]:
            worst = max(row["readers"].items(), key=lambda item: item[1]["errors"])
            if worst[1]["errors"]:
                kinds.append(f"- {self.labels[row['program']]}, {worst[0]}: "
                             + "; ".join(f"{kind}, {count} times" for kind, count in worst[1]["kinds"]))
        return (table(["program"] + pdf_readers, rows) + f"\nCharacters in error in the Word files: {'; '.join(docx)}.\n\n"
                + "The commonest errors of the worst reader:\n\n" + "\n".join(kinds) + "\n")

    def gaps(self):
        rows = [[self.labels[row["program"]], row["measure"], str(row["lines"]), f"**{row['widest']:.2f}**", str(row["holes"]),
                 str(row["short"])] for row in self.results["gaps"]]
        return table(["program", "measure", "lines", "widest gap, em", "lines with a gap over 1 em",
                      "lines short of the margin, last ones of paragraphs included"], rows)

    def threads(self):
        records = self.results["records"]
        rows = []
        for name, label in (("one", "1"), ("two", "2")):
            costs = records[name]
            rows.append([label, f"{1000 * mid(costs, 'cpu') / records['records']:.2f} ms",
                         f"{records['records'] / mid(costs, 'wall'):.0f}", f"{100 * mid(costs, 'held'):.1f} %"])
        return table(["cores", "CPU a record", "records a second", "held up"], rows)

    def gain(self):
        records = self.results["records"]
        return median(one["wall"] / two["wall"] for one, two in zip(records["one"], records["two"]))

    def memory(self):
        rows = [[f"{row['records']:,}", f"{row['memory']:.0f} MiB", f"{1000 * row['cpu'] / row['records']:.2f} ms",
                 f"{row['wall']:.0f} s"] for row in self.results["records"]["many"]]
        return table(["records", "peak memory", "CPU a record", "time"], rows)

    def page(self):
        results, machine = self.results, self.results["machine"]
        versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
        starts = ", ".join(f"{name} {milliseconds(cost)} ms" for name, cost in results["starts"].items())
        again = results["records"]["again"]
        return f"""# Benchmarks

Sarup beside programs that people would use instead, on the same text at the same size on the same page. `Benchmarks/run` measures and
writes this page; `Benchmarks/report` writes it anew from `Benchmarks/results.json`, where every single run stands.

{versions}; {machine['system']} {machine['machine']}, {machine['cores']} cores, load {machine['load']:.1f} at the start.

CPU is user and system time as the kernel accounts for it, of a process and all that it started. Programs take turns, A B A B, and a
ratio is the median over pairs of runs, with the middle half of the pairs behind it: below 1 is less CPU than the program on Pango. Trust
ratios more than milliseconds, which depend on the machine.

![A further brief in a running process](pictures/benchmark-warm.svg)

![CPU as a document grows](pictures/benchmark-scaling.svg)

![Memory as a document grows](pictures/benchmark-memory.svg)

![Text errors](pictures/benchmark-text.svg)

## How each is set up
{SETUPS}
## A brief of eight findings, cold: the whole process

{self.cold('brief')}
Of this, loading its language and library costs, at the least, in CPU: {starts}.

## A report of {results['paragraphs']} paragraphs, cold

{self.cold('report')}
## A further brief in a running process, every paragraph different

{results['further'][0]['documents']} briefs in one process less one in another, over the number between.

{self.further()}
## The same briefs on one core and on two

{self.batch()}
## Documents that grow: every finding different

{self.scaling()}
The largest of them:

{self.long_sizes()}
## Text that comes back out

Characters in error in a hundred: lost, doubled, changed or moved, by the edit distance, without white space. 0 is none at all.

{self.text()}
## Widest gaps

The paragraphs of two examples, set in a full and in half a page. A gap is what stands between the ends of two clusters.

{self.gaps()}
## Many records

`sarup batch` over short records of three findings, every paragraph different, to PDF/A-2a and PDF/UA-1, each file and the journal synced to
the disk; as many threads that render as there are cores, and on the same cores those that read and write. A thread is held up when it
neither runs nor waits for a core: by locks, by the disk, by an empty queue.

{self.threads()}
Time of one core over that of two, median of pairs: **{self.gain():.2f}**. Going on with a finished run, which reads and hashes every
file: {1000 * again['cpu'] / results['records']['records']:.2f} ms of CPU a record.

{self.memory()}"""

    # MARK: What other documents say

    def readme(self, heads, labels):
        rows = []
        for program, label in labels:
            cells = [label]
            for part in (self.results["cold"]["brief"], self.results["cold"]["report"], self.results["further"]):
                row = self.row(part, program)
                cells.append(f"{ratio(row)[0]:.2f}" if row else "")
            rows.append(cells)
        return table(heads, rows)

    def fragments(self):
        many = self.results["records"]["many"][-1]
        return {
            "readme": "![CPU of a further brief in a running process](Documentation/pictures/benchmark-warm.svg)\n\n" + self.readme(
                ["", "a brief of eight findings, whole process", "a long report, whole process", "a further brief in a running process"],
                [("sarup-pdf", "Sarup, PDF/A-2a and PDF/UA-1"), ("sarup-docx", "Sarup, DOCX"),
                 ("typst-ua", "Typst, PDF/A-2a and PDF/UA-1"), ("weasyprint", "WeasyPrint, plain PDF"),
                 ("libreoffice", "LibreOffice, plain PDF"), ("python-docx", "python-docx, DOCX"), ("docxtpl", "docxtpl, DOCX")]),
            "readme-thai": "![CPU ของบทสรุปฉบับถัดไปในกระบวนการเดิม](Documentation/pictures/benchmark-warm.svg)\n\n" + self.readme(
                ["", "บทสรุป 8 ข้อ ทั้งกระบวนการ", "รายงานขนาดยาว ทั้งกระบวนการ", "บทสรุปฉบับถัดไปในกระบวนการเดิม"],
                [("sarup-pdf", "Sarup, PDF/A-2a และ PDF/UA-1"), ("sarup-docx", "Sarup, DOCX"),
                 ("typst-ua", "Typst, PDF/A-2a และ PDF/UA-1"), ("weasyprint", "WeasyPrint, PDF ธรรมดา"),
                 ("libreoffice", "LibreOffice, PDF ธรรมดา"), ("python-docx", "python-docx, DOCX"), ("docxtpl", "docxtpl, DOCX")]),
            "gaps": self.gaps(),
            "records": f"  {many['records']:,} short records to PDF took {many['memory']:.0f} MiB at the peak, and two cores "
                       f"{self.gain():.2f} times what one does in the same time.\n",
        }

    def pictures(self):
        further = [(NAMES[row["program"]], 1000 * mid(row["own"], "cpu"), row["program"].startswith("sarup"))
                   for row in self.results["further"] if row["program"] != "typst"]
        growing = {}
        for row in self.results["scaling"]:
            if "stopped" not in row:
                growing.setdefault(row["program"], []).append(row)
        order = sorted(growing, key=lambda program: list(NAMES).index(program))
        worst = []
        for row in self.results["text"]:
            if row["program"] in NAMES and row["program"] != "typst" and "the file itself" not in row["readers"]:
                worst.append((NAMES[row["program"]], row))
        return {
            "benchmark-warm.svg": charts.bars(
                "A further brief in a running process", "milliseconds of CPU",
                sorted(further, key=lambda row: row[1]), "Every paragraph different. Shorter is better."),
            "benchmark-scaling.svg": charts.lines(
                "CPU as a document grows", "findings, every one different", "seconds of CPU, whole process",
                [(NAMES[key], [(row["findings"], mid(row["own"], "cpu")) for row in growing[key]]) for key in order],
                "Lower is better. A line ends where a program took longer than it was given."),
            "benchmark-memory.svg": charts.lines(
                "Memory as a document grows", "findings, every one different", "peak MiB",
                [(NAMES[key], [(row["findings"], max(cost["memory"] for cost in row["own"])) for row in growing[key]])
                 for key in order], "Lower is better."),
            "benchmark-text.svg": charts.counts(
                "Characters in error in what comes back out of the PDF", ["best reader", "middle of the readers", "worst reader"],
                [(label, *spread_of(row)) for label, row in worst], "Of a hundred. Seven readers of PDF; 0 is a text that can be searched and copied."),
        }


def spread_of(row):
    shares = sorted(100 * found["errors"] / found["characters"] for found in row["readers"].values())
    return shares[0], median(shares), shares[-1]


def main():
    parser = argparse.ArgumentParser(prog="Benchmarks/report", description="Makes the documents from what Benchmarks/run has measured.")
    parser.add_argument("--results", type=Path, default=ROOT / "Benchmarks" / "results.json")
    parser.add_argument("--to", type=Path, help="a folder for documents and pictures instead of the repository")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a document is not what would be written")
    options = parser.parse_args()
    if options.check and not options.results.exists():
        return
    results = json.loads(options.results.read_text(encoding="utf-8"))
    report = Report(results)
    missing = {"cold", "further", "batch", "scaling", "records", "text", "gaps"} - results.keys()
    if missing:
        for name in ("text", "gaps", "further", "batch", "scaling", "threads", "memory"):
            if name in results or (name in ("threads", "memory") and "records" in results):
                print(getattr(report, name)())
        print(f"Not measured: {', '.join(sorted(missing))}; no documents are written.", file=sys.stderr)
        return
    files = {Path("Documentation/benchmarks.md"): report.page()}
    files |= {Path("Documentation/pictures") / name: text for name, text in report.pictures().items()}
    fragments = report.fragments()
    for name in ("README.md", "README.th.md", "Documentation/Scaling.md", "Documentation/benchmarks-lines.md"):
        text = (ROOT / name).read_text(encoding="utf-8")

        def filled(found):
            return f"{found[1]}\n{fragments[found[2]]}{found[3]}"
        files[Path(name)] = re.sub(r"(<!-- benchmarks: ([a-z-]+) -->)\n.*?(<!-- end -->)", filled, text, flags=re.DOTALL)
    stale = 0
    for name, text in files.items():
        path = (options.to or ROOT) / name
        if options.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"Benchmarks/report: {name} is not what Benchmarks/results.json says", file=sys.stderr)
                stale = 1
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if not options.check:
        print((options.to or ROOT) / "Documentation/benchmarks.md")
    sys.exit(stale)


if __name__ == "__main__":
    main()
