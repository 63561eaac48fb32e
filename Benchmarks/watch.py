#!/usr/bin/env python3
"""How long after a save `sarup watch` has its output in place. Usage: watch.py SARUP [--rounds N] [--write]

Brief, template, picture and font stand in a folder of their own; one of them is saved again and again, in turn in place and by renaming a
new file over it, as editors do. Counted is the time from the end of the save to the new output. --write makes
Documentation/benchmarks-watch.md of the figures; SARUP has to be what Scripts/build makes then."""

import argparse
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import tempfile
import time

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
    many = brief("long", findings=400)
    yield "brief.md", "a brief of 400 findings", many, lambda n: f"{many}\n\nข้อความ {n}\n".encode()
    yield "own.yaml", "its template", one, lambda n: TEMPLATE.format(number=n).encode()
    pictures = brief("pictures")
    # Bytes behind the end of a picture change the file and not what it shows.
    for name, label in (("pond.jpg", "a photograph"), ("chart.png", "a picture with transparent parts")):
        picture = (ROOT / "Examples" / "pictures" / name).read_bytes()
        yield f"pictures/{name}", label, pictures, lambda n, picture=picture: picture + b"\n" * n
    font = ROOT / "Fonts" / "Sarabun-Regular.ttf"
    yield "Own-Regular.ttf", "a font beside the template", one, lambda n: font.read_bytes() + b"\0" * 4 * n


def cpu(process):
    """Milliseconds that a process has been on a core."""
    return int(pathlib.Path(f"/proc/{process.pid}/schedstat").read_text().split()[0]) / 1e6


def measure(sarup, name, text, content, rounds):
    """Milliseconds from each save to its output, in order, and of CPU for one."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(ROOT / "Examples" / "pictures", folder / "pictures")
        (folder / "own.yaml").write_text(TEMPLATE.format(number=0), "utf-8")
        (folder / "brief.md").write_text(text, "utf-8")
        if not (folder / name).exists():
            (folder / name).write_bytes(content(0))
        output = folder / "out.pdf"
        watch = subprocess.Popen(
            [sarup, "watch", str(folder / "brief.md"), "-o", str(output), "--no-system-fonts"], stderr=subprocess.PIPE)
        while not output.exists():
            time.sleep(0.01)
            if watch.poll() is not None:
                raise SystemExit(watch.stderr.read().decode())
        times = []
        time.sleep(0.2)
        used = cpu(watch)
        for number in range(1, rounds + 1):
            time.sleep(0.2)
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
        time.sleep(0.1)
        used = cpu(watch) - used
        watch.send_signal(signal.SIGTERM)
        if watch.wait(5) != 0:
            raise SystemExit(f"watch ended with {watch.returncode}")
        return sorted(times), used / rounds


def document(rows, rounds):
    lines = [
        "# How soon `sarup watch` has its output", "",
        f"Milliseconds from the end of a save to the new PDF in its place, {rounds} saves each, every second one in place and the others by",
        "renaming a new file over the old one. `Benchmarks/watch.py SARUP --write` measures and writes this page. Three of the milliseconds are",
        f"waited for, so that a burst of saves is rendered once. Nobody waits for what comes within {BAR} ms. Measured on {os.cpu_count()} cores with a load",
        f"of {os.getloadavg()[0]:.0f}: the CPU time of a save is about what it takes where nothing else runs.", "",
        "| saved | median | 95 % within | longest | CPU |", "| --- | ---: | ---: | ---: | ---: |"]
    for label, (times, used) in rows:
        lines.append(
            f"| {label} | {statistics.median(times):.1f} | {times[int(len(times) * 0.95)]:.1f} | {times[-1]:.1f} | {used:.1f} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sarup")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = [
        (label, measure(arguments.sarup, name, text, content, arguments.rounds)) for name, label, text, content in cases()]
    page = document(rows, arguments.rounds)
    print(page, end="")
    if arguments.write:
        (ROOT / "Documentation" / "benchmarks-watch.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
