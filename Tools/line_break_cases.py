#!/usr/bin/env python3
"""Packs LineBreakTest.txt of the Unicode Character Database into a fixture of a tenth of its size.

  line_break_cases.py LineBreakTest.txt OUT.txt

A case is a row of scalars in hexadecimal; `|` stands before a scalar at which a line may start. Comments are dropped, and cases
that share all scalars but the last are written as one line with the last ones behind `=`.
"""
import sys


def main():
    source, out = sys.argv[1:]
    groups = {}
    for line in open(source, encoding="utf-8"):
        parts = line.split("#")[0].split()
        if not parts:
            continue
        scalars = parts[1:-1:2]
        marks = parts[2:-1:2]
        words = [scalars[0]] + [("|" if m == "÷" else "") + s for m, s in zip(marks, scalars[1:])]
        groups.setdefault(" ".join(words[:-1]), []).append(words[-1])
    with open(out, "w", encoding="utf-8") as f:
        f.write("# From LineBreakTest-15.0.0.txt, © 2022 Unicode, Inc., in another form; see Data/LICENSE-Unicode.txt.\n")
        for head, tails in groups.items():
            f.write(f"{head}={' '.join(tails)}\n")


if __name__ == "__main__":
    main()
