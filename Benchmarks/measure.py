#!/usr/bin/env python3
"""measure.py SARUP WORK: CPU and memory of Sarup, Pango with Cairo, and Typst on the same text.

A figure is the CPU (user and system) of a whole child process, as the kernel accounts for it. Programs take turns, A B A B,
so that what else the machine does falls on both; a ratio is the median of the ratios of the pairs, not of two medians.
"""
import argparse
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "Examples"


def cpu(command):
    """Seconds of CPU and peak MiB of one run."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} failed: {errors.decode('utf-8', 'replace')[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def paragraphs(markdown):
    """The text of a Markdown brief, one row a paragraph: kind, number, text."""
    _, head, body = markdown.split("---\n", 2)
    yield "T", "", re.search(r"^title: (.*)$", head, re.MULTILINE)[1].strip('"')
    for block in re.split(r"\n\s*\n", body.strip()):
        for line in block.splitlines():
            found = re.match(r"\s*(?:>\s?)*(?:#+\s+|-\s+|(\d+\.)\s+)?(.*)$", line)
            if found[2]:
                yield ("F" if found[1] else "P"), found[1] or "", found[2].replace("**", "")
    for found in re.finditer(r"\{name: ([^,}]*)(?:, unit: ([^,}]*))?, role: ([^}]*)\}", head):
        yield "C", "", found[1] + (f" ({found[2]})" if found[2] else "") + " / " + found[3]


# What Markdown would read as the start of something.
SIGN = r"[-+*#>(]|\d+[.)]?$|[๐-๙]+[.)]?$"


def shuffled(markdown, seed):
    """Another brief of the same length, in which no paragraph is one of the first: its phrases in another order."""
    order = random.Random(seed)
    _, head, body = markdown.split("---\n", 2)
    lines = []
    for line in body.split("\n"):
        found = re.match(r"(\s*(?:#+\s+|-\s+|>\s?|\d+\.\s+)?)(.*)$", line)
        phrases = found[2].replace("**", "").split(" ")
        order.shuffle(phrases)
        # A phrase that Markdown would read as the start of something stays away from the start of its line.
        phrases.sort(key=lambda phrase: re.match(SIGN, phrase) is not None)
        lines.append(found[1] + " ".join(phrases))
    return f"---\n{head}---\n" + "\n".join(lines)


def findings(markdown, count):
    """A brief of so many findings, each of phrases of its own choice."""
    choice = random.Random(0)
    texts = [text.split(" ") for kind, _, text in paragraphs(markdown) if kind != "C"]
    every = [phrase for text in texts for phrase in text if phrase]
    lines = []
    for number in range(1, count + 1):
        phrases = [phrase for phrase in choice.choice(texts) if phrase][:12] + choice.choices(every, k=3)
        choice.shuffle(phrases)
        phrases.sort(key=lambda phrase: re.match(SIGN, phrase) is not None)
        lines.append(f"{number}. {' '.join(phrases)}\n")
    return "---\ntitle: รายงาน\n---\n" + "\n".join(lines)


class Bench:
    def __init__(self, sarup, work):
        self.sarup, self.work = sarup, work
        self.out = work / "out"
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        self.python = sys.executable

    def write(self, name, markdown):
        (self.out / f"{name}.md").write_text(markdown, encoding="utf-8")
        rows = "".join("\t".join(row) + "\n" for row in paragraphs(markdown))
        (self.out / f"{name}.txt").write_text(rows, encoding="utf-8")

    def ours(self, kind):
        def command(names):
            return [self.sarup, "render", "--to", kind] + [self.out / f"{name}.md" for name in names]
        return command

    def pango(self, names):
        return [self.work / "pango_brief"] + [
            self.out / file for name in names for file in (f"{name}.txt", f"{name}.pango.pdf")]

    def typst(self, standards):
        def command(names):
            return [self.python, HERE / "typst_brief.py", HERE.parent / "Fonts", standards] + [
                self.out / file for name in names for file in (f"{name}.txt", f"{name}.typst.pdf")]
        return command


def compare(base, other, pairs):
    """Median CPU of both, median ratio of the pairs with its quartiles, peak memory of the other."""
    cpu(base), cpu(other)
    first, second, ratios, peak = [], [], [], 0
    for _ in range(pairs):
        a, _ = cpu(base)
        b, memory = cpu(other)
        first.append(a)
        second.append(b)
        ratios.append(b / a)
        peak = max(peak, memory)
    low, middle, high = statistics.quantiles(ratios, n=4)
    return statistics.median(first), statistics.median(second), middle, low, high, peak


def warm(base, other, names, rounds):
    """CPU a further document costs once the process is running: many documents less one, over the number between."""
    def further(command):
        return (cpu(command(names))[0] - cpu(command(names[:1]))[0]) / (len(names) - 1)
    pairs = [(further(base), further(other)) for _ in range(rounds)]
    ratios = [b / a for a, b in pairs]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), statistics.median(ratios)


def versions(bench):
    def first(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")[0]
    typst = first(bench.python, "-I", "-c", "import importlib.metadata as m; print(m.version('typst'))")
    pango, cairo = (first("pkg-config", "--modversion", name) for name in ("pangocairo", "cairo"))
    return f"{first(bench.sarup, '--version')}, Pango {pango}, Cairo {cairo}, Typst {typst}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sarup")
    parser.add_argument("work", type=Path)
    parser.add_argument("--pairs", type=int, default=41)
    parser.add_argument("--documents", type=int, default=41)
    parser.add_argument("--findings", type=int, default=8000)
    options = parser.parse_args()
    bench = Bench(os.path.abspath(options.sarup), options.work.resolve())

    workshop = (EXAMPLES / "integrity-workshop.md").read_text(encoding="utf-8")
    bench.write("workshop", workshop)
    report = (EXAMPLES / "long.md").read_text(encoding="utf-8")
    bench.write("long", report)
    many = [f"b{number:03}" for number in range(options.documents)]
    for number, name in enumerate(many):
        bench.write(name, shuffled(workshop, number))

    others = [("Sarup, PDF/A-2a and PDF/UA-1", bench.ours("pdf")), ("Sarup, DOCX", bench.ours("docx")),
              ("Typst, plain PDF", bench.typst("-")), ("Typst, PDF/A-2a and PDF/UA-1", bench.typst("a-2a,ua-1"))]
    print(f"""# Benchmarks

What `Benchmarks/run` printed. Sarup, a C program on Pango and Cairo (`Benchmarks/pango_brief.c`) and Typst set the same text
at the same size on the same page. CPU is user and system time of whole processes, in milliseconds, medians; programs take
turns, and a ratio is the median over pairs of runs, with the middle half of the pairs behind it. Ratios are over Pango,
which writes a plain PDF: below 1 is less CPU than Pango. Trust them more than the milliseconds, which depend on the machine.

{versions(bench)}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.
""")
    for title, name in (("A brief of eight findings, cold: the whole process", "workshop"),
                        (f"A report of {len(list(paragraphs(report)))} paragraphs, cold", "long")):
        print(f"## {title}\n\n| program | CPU | Pango beside it | ratio, middle half of the pairs | peak memory |")
        print("| --- | --- | --- | --- | --- |")
        for label, command in others:
            pairs = options.pairs if "Sarup" in label else max(5, options.pairs // 4)
            a, b, ratio, low, high, peak = compare(bench.pango([name]), command([name]), pairs)
            print(f"| {label} | {1000 * b:.1f} | {1000 * a:.1f} | **{ratio:.2f}**, {low:.2f} to {high:.2f} | {peak:.0f} MiB |")
        print()
    bench.write("many", findings(report, options.findings))
    print(f"## {options.findings:,} findings, every one different, cold\n")
    print("| program | CPU | Pango beside it | ratio | peak memory |\n| --- | --- | --- | --- | --- |")
    for label, command in others[:2]:
        a, b, ratio, _, _, peak = compare(bench.pango(["many"]), command(["many"]), 5)
        print(f"| {label} | {1000 * b:.0f} | {1000 * a:.0f} | **{ratio:.2f}** | {peak:.0f} MiB |")
    print()
    alone, memory = zip(*(cpu([bench.python, "-I", "-c", "import typst"]) for _ in range(5)))
    print(f"Python with Typst loaded, which the cold Typst rows include: {1000 * statistics.median(alone):.1f} ms.\n")
    print(f"## A further brief in a running process, every paragraph different ({options.documents} briefs)\n")
    print("| program | CPU a brief | Pango beside it | ratio |\n| --- | --- | --- | --- |")
    for label, command in others:
        a, b, ratio = warm(bench.pango, command, many, 9 if "Sarup" in label else 3)
        print(f"| {label} | {1000 * b:.1f} | {1000 * a:.1f} | **{ratio:.2f}** |")


if __name__ == "__main__":
    main()
