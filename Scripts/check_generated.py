#!/usr/bin/env python3
"""Checks every office file and page that the tests made: check_generated.py FOLDER SARUP

Word files: openxml-audit, ooxml-integrity, what is valid and yet wrong, and `sarup check`. OpenDocument: the schemas and what is valid
and yet wrong. Pages: vnu and the page's own promises. Files of a sample have a PDF beside them: LibreOffice has to show the same text on
as many pages, give or take one.
Prints a line a fault and the count; exit status 0 when there is none, and there were files.
"""
import sys
import tempfile
import time
from pathlib import Path

import check_docx
import check_office
import office_checks


def word_faults(sarup, path):
    yield from check_docx.faults(path)
    # Of the texts themselves, which are made to be misread, it may warn.
    for message in office_checks.messages(sarup, "check", path):
        if message["severity"] == "error":
            yield f"sarup check: {message['message']}"


def main():
    start = time.monotonic()
    folder, sarup = Path(sys.argv[1]), sys.argv[2]
    words, texts, pages = (sorted(folder.glob(f"*.{kind}")) for kind in ("docx", "odt", "html"))
    found = [(path, fault) for path in words for fault in word_faults(sarup, path)]
    found += [(path, fault) for path in texts for fault in check_office.odt_faults(path, [])]
    found += [(path, fault) for path in pages for fault in check_office.page_faults(path, [])]
    if pages:
        found += [(path, fault) for path, faults in check_office.vnu_faults(pages).items() for fault in faults]
    for path, fault in found:
        print(f"{path.name}: {fault}")
    count = len(words) + len(texts) + len(pages)
    print(f"{len(found)} faults in {count} office files and pages that tests made ({time.monotonic() - start:.1f} s)")
    return 1 if found or not count else 0


if __name__ == "__main__":
    sys.exit(main())
