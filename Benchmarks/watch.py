#!/usr/bin/env python3
"""How long after a save `sarup watch` has its output in place. Usage: watch.py SARUP [--rounds N] [--memory N] [--write]

Brief, template, picture and font stand in a folder of their own; one of them is saved again and again, in turn in place and by renaming a
new file over it, as editors do. Counted is the time from the end of the save to the new output. --memory saves as many other edits and
tells what the process takes. --write makes Documentation/benchmarks-watch.md of the figures; SARUP has to be what Scripts/build makes then."""

import argparse
import itertools
import os
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import struct
import tempfile
import time
import zlib

import texts

ROOT = pathlib.Path(__file__).resolve().parent.parent
# A save in this much time is one that nobody waits for.
BAR = 50
TEMPLATE = "extends: brief\nname: own{number}\nfonts: {{body: {{families: [Sarabun], size-as: TH Sarabun New}}}}\n"


def brief(name, template=False, findings=None):
    text = texts.example(name) if findings is None else texts.findings(texts.example(name), findings)
    if template:
        text = re.sub(r"^template: .*\n", "", text, count=1, flags=re.MULTILINE)
        text = text.replace("---\n", "---\ntemplate: own.yaml\n", 1)
    return text


def cases():
    """What is saved, a name for it, the brief, and the n-th content of the file that is saved."""
    one = brief("integrity-workshop", template=True)
    yield "brief.md", "the brief, one page", one, lambda n: f"{one}\n\nข้อความ {n}\n".encode()
    for count in (50, 400, 2000):
        many = brief("long", findings=count)
        for place, label in ((1.0, "a word at the end"), (0.5, "a word in the middle"), (0.0, "a finding more at the start")):
            yield "brief.md", f"a brief of {count:,} findings, {label}", many, lambda n, many=many, place=place: edited(many, place, n)
    yield "own.yaml", "its template", one, lambda n: TEMPLATE.format(number=n).encode()
    pictures = brief("pictures")
    photograph = (ROOT / "Examples" / "pictures" / "pond.jpg").read_bytes()
    # Bytes behind the end of a picture change the file and not what it shows; a JPEG goes into a PDF as it is.
    yield "pictures/pond.jpg", "a photograph", pictures, lambda n: photograph + b"\n" * n
    chart = PNG((ROOT / "Examples" / "pictures" / "chart.png").read_bytes())
    yield "pictures/chart.png", f"a picture with transparent parts, {chart.width} × {chart.height}", pictures, chart.changed
    font = ROOT / "Fonts" / "Sarabun-Regular.ttf"
    yield "Own-Regular.ttf", "a font beside the template", one, lambda n: font.read_bytes() + b"\0" * 4 * n


def edited(text, place, number):
    """The brief with another text in one of its findings: the last, the middle one, or a new one in front of all."""
    starts = [match.start() for match in re.finditer(r"^\d+\. ", text, re.MULTILINE)]
    if place == 0:
        numbers = itertools.count(2)
        behind = re.sub(r"^\d+\. ", lambda _: f"{next(numbers)}. ", text[starts[0]:], flags=re.MULTILINE)
        return f"{text[:starts[0]]}1. ข้อความใหม่ {number}\n\n{behind}".encode()
    start = text.index("\n", starts[int((len(starts) - 1) * place)])
    return f"{text[:start]} ข้อความ {number}{text[start:]}".encode()


class PNG:
    """A picture of 8 bits without interlacing, of which one byte in a row is changed."""

    def __init__(self, file):
        self.chunks = []
        position = 8
        while position < len(file):
            length, name = struct.unpack(">I4s", file[position:position + 8])
            self.chunks.append((name, file[position + 8:position + 8 + length]))
            position += 12 + length
        self.width, self.height = struct.unpack(">II", self.chunks[0][1][:8])
        self.rows = zlib.decompress(b"".join(data for name, data in self.chunks if name == b"IDAT"))

    def changed(self, number):
        rows = bytearray(self.rows)
        # Behind the byte that tells the filter of the middle row.
        rows[len(rows) // self.height * (self.height // 2) + 5] ^= number % 255 + 1
        chunks = [chunk for chunk in self.chunks if chunk[0] not in (b"IDAT", b"IEND")]
        file = b"\x89PNG\r\n\x1a\n"
        for name, data in chunks + [(b"IDAT", zlib.compress(rows)), (b"IEND", b"")]:
            file += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        return file


def resident(process):
    """MiB of a process, now and at its most."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return tuple(int(re.search(rf"{key}:\s+(\d+)", status)[1]) / 1024 for key in ("VmRSS", "VmHWM"))


def cpu(process):
    """Milliseconds that a process has been on a core."""
    return int(pathlib.Path(f"/proc/{process.pid}/schedstat").read_text().split()[0]) / 1e6


def measure(sarup, name, text, content, rounds, pause=0.2, marks=None):
    """Milliseconds from each save to its output, in order, and of CPU for one. `marks` gets the memory after each round that is a key of it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(ROOT / "Examples" / "pictures", folder / "pictures")
        (folder / "own.yaml").write_text(TEMPLATE.format(number=0), "utf-8")
        (folder / "brief.md").write_text(text, "utf-8")
        if not (folder / name).exists():
            (folder / name).write_bytes(content(0))
        output = folder / "out.pdf"
        # Nobody reads along, so a pipe would fill up.
        said = (folder / "said.txt").open("w")
        watch = subprocess.Popen([sarup, "watch", str(folder / "brief.md"), "-o", str(output), "--no-system-fonts"], stderr=said)
        while not output.exists():
            time.sleep(0.01)
            if watch.poll() is not None:
                raise SystemExit(pathlib.Path(said.name).read_text("utf-8"))
        times = []
        time.sleep(0.2)
        used = cpu(watch)
        for number in range(1, rounds + 1):
            time.sleep(pause)
            before = output.stat().st_ino
            changed = content(number)
            if number % 2:
                beside = folder / "new-file"
                beside.write_bytes(changed)
                os.rename(beside, folder / name)
            else:
                (folder / name).write_bytes(changed)
            start = time.perf_counter()
            while output.stat().st_ino == before:
                time.sleep(0.0005)
                if time.perf_counter() - start > 10:
                    raise SystemExit(f"{name}: no output for ten seconds")
            times.append(1000 * (time.perf_counter() - start))
            if marks is not None and number in marks:
                marks[number] = resident(watch)
        time.sleep(0.1)
        used = cpu(watch) - used
        watch.send_signal(signal.SIGTERM)
        if watch.wait(5) != 0:
            raise SystemExit(f"watch ended with {watch.returncode}")
        return sorted(times), used / rounds


def rewriting(text):
    """Edits all over a brief: the n-th content has a finding changed, taken out or put in at a place of its own."""
    choice = random.Random(1)
    head, _, body = text.partition("1. ")
    findings = [re.sub(r"^\d+\. ", "", finding) for finding in ("1. " + body).strip().split("\n\n")]

    def content(number):
        place = choice.randrange(len(findings))
        kind = choice.randrange(4)
        if kind == 0 and len(findings) > 300:
            del findings[place]
        elif kind == 1 and len(findings) < 500:
            findings.insert(place, f"ข้อที่เขียนใหม่ {number} {findings[choice.randrange(len(findings))]}")
        else:
            findings[place] = findings[place][:400] + f" แก้ไข {number}"
        return (head + "\n\n".join(f"{index}. {finding}" for index, finding in enumerate(findings, 1)) + "\n").encode()

    return content


def memory(sarup, edits):
    text = brief("long", findings=400)
    marks = dict.fromkeys([edits // 100 or 1, edits // 10 or 1, edits // 2 or 1, edits], (0, 0))
    measure(sarup, "brief.md", text, rewriting(text), edits, pause=0.01, marks=marks)
    return marks


def document(rows, rounds, marks, load):
    lines = [
        "# How soon `sarup watch` has its output", "",
        f"Milliseconds from the end of a save to the new PDF in its place, {rounds} saves each, every second one in place and the others by",
        "renaming a new file over the old one. `Benchmarks/watch.py SARUP --write` measures and writes this page. Three of the milliseconds are",
        f"waited for, so that a burst of saves is rendered once. Nobody waits for what comes within {BAR} ms. Measured on {os.cpu_count()} cores with a load",
        f"of {load[0]:.0f} before and {load[1]:.0f} behind, where 1 is this measurement alone: the CPU time of a save is about what it takes where nothing else runs.", "",
        "| saved | median | 95 % within | longest | CPU |", "| --- | ---: | ---: | ---: | ---: |"]
    for label, (times, used) in rows:
        lines.append(
            f"| {label} | {statistics.median(times):.1f} | {times[int(len(times) * 0.95)]:.1f} | {times[-1]:.1f} | {used:.1f} |")
    if marks:
        lines += ["", "What the process takes while a brief of 400 findings is changed all over, an edit at a time:", ""]
        lines += ["| edits | MiB | at its most |", "| ---: | ---: | ---: |"]
        lines += [f"| {edits:,} | {now:.0f} | {most:.0f} |" for edits, (now, most) in marks.items()]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sarup")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--memory", type=int, default=1000, help="edits after which to look at the memory; 0 for none")
    arguments = parser.parse_args()
    before = os.getloadavg()[0]
    rows = [
        (label, measure(arguments.sarup, name, text, content, arguments.rounds)) for name, label, text, content in cases()]
    marks = memory(arguments.sarup, arguments.memory) if arguments.memory else {}
    page = document(rows, arguments.rounds, marks, (before, os.getloadavg()[0]))
    print(page, end="")
    if arguments.write:
        (ROOT / "Documentation" / "benchmarks-watch.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
