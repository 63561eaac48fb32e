#!/usr/bin/env python3
"""What the rules of `sarup check` say of texts: messages in a thousand words, as a table. Usage: lints.py SARUP TEXT..."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

LINES = 200
LETTERS_OF_A_WORD = 4.6
NOT_OF_WORDS = {"glyph-missing", "docx-characters", "line-end-unsure", "line-loose"}


def paragraph(line):
    line = re.sub(r"([\\`*_{}\[\]<>#|~&!^$])", r"\\\1", line).strip()
    return "\\" + line if re.match(r"[-+:=]|[0-9๐-๙]+[.)]", line) else line


def count(sarup, path):
    lines = [line for line in pathlib.Path(path).read_text("utf-8").split("\n") if line.strip()]
    words = sum(len(re.findall("[ก-๙]", line)) for line in lines) / LETTERS_OF_A_WORD
    found = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        brief = pathlib.Path(folder) / "brief.md"
        for start in range(0, len(lines), LINES):
            text = "\n\n".join(paragraph(line) for line in lines[start:start + LINES])
            brief.write_text(f"---\ntitle: x\n---\n{text}\n", "utf-8")
            command = [sarup, "check", str(brief), "--format", "json", "--no-system-fonts", "--without", "line-end-unsure,line-loose"]
            output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            found.update(json.loads(line)["code"] for line in output.split("\n") if line)
    return {code: 1000 * number / words for code, number in found.items() if code not in NOT_OF_WORDS}


def main():
    sarup, *paths = sys.argv[1:]
    columns = [count(sarup, path) for path in paths]
    codes = sorted({code for column in columns for code in column}, key=lambda code: -sum(c.get(code, 0) for c in columns))
    for code in codes:
        print(f"| `{code}` | " + " | ".join(f"{column[code]:.2f}" if code in column else "0" for column in columns) + " |")


if __name__ == "__main__":
    main()
