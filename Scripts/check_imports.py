#!/usr/bin/env python3
"""Checks that each module imports only what its row in Package.swift names.

The compiler lets a module import whatever its dependencies bring along, so a wall between floors can be climbed unseen.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

# Modules of the tool chain that any row may import; Foundation is not among them.
TOOLCHAIN = {"Swift", "Glibc", "Musl", "Synchronization"}
# Tests start processes and read folders with Foundation; it never reaches the command.
TESTS_ONLY = {"Testing", "Foundation"}
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)")


def allowed(target):
    for dependency in target["dependencies"]:
        kind, value = next(iter(dependency.items()))
        if kind in ("byName", "target", "product"):
            yield value[0]


def main():
    package = json.loads(subprocess.run(["swift", "package", "dump-package"], check=True, capture_output=True).stdout)
    faults = 0
    seen = 0
    for target in package["targets"]:
        if target["type"] == "system":
            continue
        folder = Path(target.get("path") or ("Tests/" if target["type"] == "test" else "Sources/") + target["name"])
        may = TOOLCHAIN | set(allowed(target))
        if target["type"] == "test" or target["name"] == "TestSupport":
            may |= TESTS_ONLY
        for source in sorted(folder.rglob("*.swift")):
            for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
                found = IMPORT.match(line)
                if not found:
                    continue
                seen += 1
                if found[1] not in may:
                    print(f"{source}:{number}: {target['name']} may not import {found[1]}", file=sys.stderr)
                    faults += 1
    if seen == 0:
        print("check_imports: found no import at all, so it looked in the wrong place", file=sys.stderr)
        return 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
