#!/usr/bin/env python3
"""Checks every PDF that the tests made: check_pdfs.py FOLDER

Each must be what it declares to be, and its parent tree and its metadata must hold. Prints a line a fault and the count; exit status 0 when
there is none, and there were files.
"""
import sys
import time
from pathlib import Path

import pdf_checks


def main():
    files = sorted(Path(sys.argv[1]).glob("*.pdf"))
    faults = 0
    start = time.monotonic()
    for path in files:
        for check in (pdf_checks.conformance, pdf_checks.parent_tree, pdf_checks.metadata):
            for fault in check(path):
                print(f"{path.name}: {fault}")
                faults += 1
    print(f"{faults} faults in {len(files)} PDFs that tests made ({time.monotonic() - start:.1f} s)")
    if not files:
        print("check_pdfs.py: the tests made no PDF, so nothing was checked", file=sys.stderr)
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
