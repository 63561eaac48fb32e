#!/usr/bin/env python3
"""measure.py SARUP WORK RESULTS: measures Sarup and its peers on the same briefs, and writes what was measured as JSON.

Programs take turns, A B A B, so that what else the machine does falls on both; report.py takes the median of the ratios of the pairs,
not the ratio of two medians. Each comparison has a budget of seconds: as many pairs as fit, within limits.
"""
import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

import gaps
import programs
import readback
import texts
import timing

PROSE_MARGINS = {"full page": "20", "half page": "110"}


class Bench:
    def __init__(self, options):
        self.options = options
        self.work = options.work.resolve()
        programs.environment(self.work)
        timing.Run.launcher = self.work / "cost"
        self.programs = programs.Programs(os.path.abspath(options.sarup), self.work)
        shutil.rmtree(self.programs.out, ignore_errors=True)
        self.programs.out.mkdir(parents=True)
        self.only = options.only.split(",") if options.only else None
        self.began = time.monotonic()

    def say(self, text):
        print(f"{time.monotonic() - self.began:6.0f} s  {text}", file=sys.stderr, flush=True)

    def write(self, name, markdown, right="20", is_for_office=True):
        file = self.programs.file
        file(name, "md").write_text(markdown, encoding="utf-8")
        rows = "".join("\t".join(row) + "\n" for row in texts.paragraphs(markdown))
        file(name, "txt").write_text(rows, encoding="utf-8")
        if is_for_office:
            timing.run([sys.executable, programs.PEERS / "flat_odf.py", "--right", right, file(name, "txt"), file(name, "fodt")])

    def prepare(self):
        self.workshop, self.report = texts.example("integrity-workshop"), texts.example("long")
        self.write("brief", self.workshop)
        self.write("bare", texts.bare(self.workshop))
        self.write("report", self.report)
        for right in PROSE_MARGINS.values():
            self.write(f"prose-{right}", texts.prose(), right)
            (self.work / f"right-{right}.yaml").write_text(
                f"name: t\nextends: brief\npage: {{margins: {{top: 25mm, right: {right}mm, bottom: 20mm, left: 30mm}}}}\n",
                encoding="utf-8")
        self.many = [f"b{number:03}" for number in range(self.options.batch)]
        for number, name in enumerate(self.many):
            self.write(name, texts.shuffled(self.workshop, number), is_for_office=number < self.options.office)
        for count in self.options.findings:
            self.write(f"f{count}", texts.findings(self.report, count))
        timing.run([sys.executable, programs.PEERS / "docxtpl_brief.py", self.work / "template.docx"])
        # LibreOffice makes a profile when it first runs, which is no part of a later start.
        for profile in ("1", "2"):
            timing.run(self.programs["libreoffice"].command(["brief"], profile=profile))

    def pairs(self, base, other, budget, most, least=3):
        """Costs of both, taken in turns."""
        began, found = time.monotonic(), []
        while len(found) < least or (len(found) < most and time.monotonic() - began < budget):
            found.append((base(), other()))
        return {"base": [pair[0].__dict__ for pair in found], "own": [pair[1].__dict__ for pair in found]}

    def cold(self, name):
        result = []
        for program in self.programs.all:
            if program.is_variant and name != "brief":
                continue
            self.say(f"cold, {name}: {program.label}")
            command = program.command([name])
            timing.run(command)
            costs = self.pairs(lambda: timing.run(self.programs.base.command([name])), lambda: timing.run(command),
                               self.options.seconds, self.options.pairs)
            made = program.output(name)
            row = {"program": program.key, "bytes": made.stat().st_size, "pages": pages(made)} | costs
            result.append(row)
        return result

    def further(self):
        """What a further brief costs in a running process: many briefs less one, over the number between."""
        result = []
        for program in self.programs.all:
            if program.is_variant:
                continue
            self.say(f"a further brief: {program.label}")
            names = self.many[:self.options.documents]

            def cost(of):
                some, one = timing.run(of.command(names)), timing.run(of.command(names[:1]))
                between = len(names) - 1
                return timing.Cost((some.cpu - one.cpu) / between, (some.wall - one.wall) / between, some.memory)
            result.append({"program": program.key, "documents": len(names)} | self.pairs(
                lambda: cost(self.programs.base), lambda: cost(program), self.options.seconds, 9))
        return result

    def scaling(self):
        result = []
        for program in self.programs.all:
            if program.is_variant or program.key in ("typst", "libreoffice-docx"):
                continue
            for count in self.options.findings:
                self.say(f"{count} findings: {program.label}")
                row = {"program": program.key, "findings": count, "limit": self.options.limit}
                try:
                    row |= self.pairs(
                        lambda: timing.run(self.programs.base.command([f"f{count}"])),
                        lambda: timing.run(program.command([f"f{count}"]), limit=self.options.limit), 4, 5, least=1)
                    made = program.output(f"f{count}")
                    row |= {"bytes": made.stat().st_size, "pages": pages(made)}
                    made.unlink()
                except timing.TooLong:
                    row["stopped"] = True
                result.append(row)
                if "stopped" in row:
                    break
        return result

    def batch(self, further):
        """The same briefs on one core and on two: what a user gets done in a minute.

        Sarup has a command for it, whose files and journal are synced to the disk; of the others as many processes run as there are cores,
        each with its part of the briefs.
        """
        cores = sorted(os.sched_getaffinity(0))[:2]
        if len(cores) < 2:
            return []
        result = []
        for program in self.programs.all:
            if program.is_variant or program.key == "typst":
                continue
            self.say(f"batch: {program.label}")
            each = min(cost["cpu"] for row in further if row["program"] == program.key for cost in row["own"])
            most = self.options.office if program.key.startswith("libreoffice") else self.options.batch
            count = max(min(int(self.options.load / max(each, 0.0005)), most), 8) // 2 * 2
            names = self.many[:count]

            def run(number):
                chosen = set(cores[:number])
                if program.key.startswith("sarup"):
                    return timing.run(self.batch_command(names, program.ending, number), chosen)
                parts = [names[part::number] for part in range(number)]
                commands = [program.command(part, profile=str(index + 1)) if program.key.startswith("libreoffice")
                            else program.command(part) for index, part in enumerate(parts)]
                return timing.together(commands, chosen)
            costs = self.pairs(lambda: run(1), lambda: run(2), self.options.seconds, 7)
            result.append({"program": program.key, "documents": count, "one": costs["base"], "two": costs["own"]})
        return result

    def batch_command(self, names, kind, jobs):
        folder = self.work / "briefs"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.work / "batch", ignore_errors=True)
        folder.mkdir()
        for name in names:
            os.link(self.programs.file(name, "md"), folder / f"{name}.md")
        return [self.programs.sarup, "batch", folder, "--out", f"{self.work}/batch/{{file}}.{kind}", "--to", kind,
                "--no-system-fonts", "--jobs", jobs, "--progress", "none"]

    def records(self):
        """Short records from a file of JSON Lines: threads, and memory as their number grows."""
        folder = self.work / "records"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        texts.write_records(folder / "some.jsonl", self.options.records)

        def run(name, jobs, *more):
            if not more:
                shutil.rmtree(folder / "out", ignore_errors=True)
            cost, held = timing.held_up(
                [self.programs.sarup, "batch", folder / name, "--out", f"{folder}/out/{{id}}.pdf", "--no-system-fonts",
                 "--jobs", jobs, "--progress", "none", *more], jobs)
            return cost.__dict__ | {"held": held}
        result = {"records": self.options.records, "one": [], "two": [], "many": []}
        for number in range(3 if self.options.quick else 5):
            self.say(f"records: pair {number + 1}")
            result["one"].append(run("some.jsonl", 1))
            result["two"].append(run("some.jsonl", 2))
        result["again"] = run("some.jsonl", 2, "--resume")
        for count in (self.options.many // 100, self.options.many // 10, self.options.many):
            self.say(f"records: {count}")
            texts.write_records(folder / "many.jsonl", count)
            result["many"].append({"records": count} | run("many.jsonl", 2))
        shutil.rmtree(folder)
        return result

    def texts_back(self):
        result = []
        for program in self.programs.all:
            self.say(f"text: {program.label}")
            timing.run(program.command(["bare"]))
            source = self.programs.file("bare", "txt").read_text(encoding="utf-8")
            result.append({"program": program.key, "readers": readback.compare(source, program.output("bare"))})
        return result

    def holes(self):
        result = []
        for program in self.programs.all:
            if program.is_variant or program.ending != "pdf" or program.key == "typst":
                continue
            for label, right in PROSE_MARGINS.items():
                self.say(f"gaps, {label}: {program.label}")
                timing.run(program.command([f"prose-{right}"], right=right))
                result.append({"program": program.key, "measure": label}
                              | gaps.measure(program.output(f"prose-{right}"), float(right)))
        return result

    def starts(self):
        """What the languages of the peers cost before they do anything."""
        modules = sorted({program.python for program in self.programs.all if program.python})
        return {module: min(timing.run([sys.executable, "-c", f"import {module}"]).cpu for _ in range(5)) for module in modules}

    def all(self):
        self.say("preparing")
        self.prepare()
        machine = {"system": platform.system(), "machine": platform.machine(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
        results = {"quick": self.options.quick, "machine": machine, "versions": self.programs.versions(),
                   "programs": {program.key: program.label for program in self.programs.all}, "starts": self.starts(),
                   "paragraphs": len(list(texts.paragraphs(self.report)))}

        def wanted(part):
            return self.only is None or part in self.only
        if wanted("cold"):
            results["cold"] = {name: self.cold(name) for name in ("brief", "report")}
        if wanted("further") or wanted("batch"):
            results["further"] = self.further()
        if wanted("batch"):
            results["batch"] = self.batch(results["further"])
        if wanted("scaling"):
            results["scaling"] = self.scaling()
        if wanted("records"):
            results["records"] = self.records()
        if wanted("text"):
            results["text"] = self.texts_back()
        if wanted("gaps"):
            results["gaps"] = self.holes()
        results["seconds"] = round(time.monotonic() - self.began)
        self.say("done")
        return results


def pages(path):
    if path.suffix != ".pdf":
        return None
    shown = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in shown.splitlines() if line.startswith("Pages:")).split()[1])


def main():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description="Measures Sarup beside other programs and writes the documents.")
    parser.add_argument("sarup", help=argparse.SUPPRESS)
    parser.add_argument("work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("results", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="few pairs and small sizes, to see whether it works: no figures for documents")
    parser.add_argument("--only", metavar="PARTS", help="some of cold,further,batch,scaling,records,text,gaps; results are not complete then")
    parser.add_argument("--pairs", type=int, default=41, help="the most pairs of runs of a comparison (default: 41)")
    parser.add_argument("--seconds", type=float, default=12, help="the time for a comparison after which no further pair begins (default: 12)")
    options = parser.parse_args()
    options.findings, options.limit, options.load = [8, 80, 800, 8000], 60, 3
    options.documents, options.batch, options.office = 41, 600, 60
    options.records, options.many = 2000, 100_000
    if options.quick:
        options.pairs, options.seconds, options.findings, options.limit, options.load = 3, 0, [8, 80, 800], 20, 0.5
        options.documents, options.batch, options.office, options.records, options.many = 9, 24, 12, 100, 1000
    results = Bench(options).all()
    options.results.parent.mkdir(parents=True, exist_ok=True)
    options.results.write_text(json.dumps(rounded(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def rounded(value):
    """Six digits are more than any of it is worth."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value


if __name__ == "__main__":
    main()
