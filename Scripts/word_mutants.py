#!/usr/bin/env python3
"""Breaks a good Word file in one way at a time, to prove that each defect is found: word_mutants.py SARUP

The defects stand in Tests/SarupTests/WordDefects, where the tests of `sarup check` read them as well. A defect that no checker notices
is a fault, and so is one that `sarup check` does not call by its name. Prints who notices each.
"""
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import check_docx
import office_checks

ROOT = Path(__file__).resolve().parent.parent
DEFECTS = ROOT / "Tests/SarupTests/WordDefects"
PICTURE = ROOT / "Tests/SarupImageTests/Pictures/rgb8.png"
ALL, EVERY, NOTHING = "(all)", "(every)", "(nothing)"


def unescaped(text):
    return re.sub(r"\\u\{([0-9A-F]+)\}", lambda found: chr(int(found[1], 16)), text)


def defects():
    for line in (DEFECTS / "defects.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            codes, name, part, old, new = map(unescaped, line.split("\t"))
            yield codes.split(), name, part, old, "" if new == NOTHING else new


def broken(parts, part, old, new):
    """The parts with one defect; `None` where there is nothing to break."""
    if old == ALL:
        changed = {name: data for name, data in parts.items() if name != part}
        return {**changed, part: new.encode()} if new else changed
    every, old = old.startswith(EVERY), old.removeprefix(EVERY)
    text = parts[part].decode()
    changed = text.replace(old, new, -1 if every else 1)
    return None if changed == text else {**parts, part: changed.encode()}


def noticed(check, path):
    try:
        return bool(list(check(path)))
    except Exception:  # a checker that cannot read the file has noticed, too
        return True


def main():
    start = time.monotonic()
    sarup = sys.argv[1]
    checks = {
        "openxml-audit": office_checks.audit, "ooxml-integrity": office_checks.integrity, "check_docx": check_docx.own_faults}
    faults = 0
    counts = dict.fromkeys(["sarup check", *checks], 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "brief.md").write_bytes((DEFECTS / "brief.md").read_bytes())
        (folder / PICTURE.name).write_bytes(PICTURE.read_bytes())
        good = folder / "good.docx"
        subprocess.run([sarup, "render", folder / "brief.md", "--no-system-fonts", "-o", good], check=True)
        with zipfile.ZipFile(good) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        found = [fault["message"] for fault in office_checks.messages(sarup, "check", good)]
        for fault in [*found, *(fault for check in checks.values() for fault in check(good))]:
            print(f"the good file: {fault}")
            faults += 1
        made = list(defects())
        for number, (codes, defect, *change) in enumerate(made):
            path = folder / f"{number}.docx"
            changed = broken(parts, *change)
            if changed is None:
                print(f"{defect}: there is nothing to break")
                faults += 1
                continue
            with zipfile.ZipFile(path, "w") as archive:
                for part, data in changed.items():
                    archive.writestr(part, data)
            said = set(office_checks.codes(sarup, "check", path))
            by = (["sarup check"] if said else []) + [name for name, check in checks.items() if noticed(check, path)]
            for checker in by:
                counts[checker] += 1
            missing = [code for code in codes if code not in said]
            print(f"{defect}: {', '.join(by) or 'NOBODY NOTICES'}" + (f"; no {', '.join(missing)}" if missing else ""))
            faults += not by or bool(missing)
    table = ", ".join(f"{checker} {count}" for checker, count in counts.items())
    print(f"{faults} faults in {len(made)} mutants: {table} ({time.monotonic() - start:.1f} s)")
    return 1 if faults or len(made) < 60 else 0


if __name__ == "__main__":
    sys.exit(main())
