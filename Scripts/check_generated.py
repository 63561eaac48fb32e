#!/usr/bin/env python3
"""Checks every office file and page that the tests made: check_generated.py FOLDER SARUP

Word files: openxml-audit, ooxml-integrity, what is valid and yet wrong, and `sarup check`. OpenDocument: the schemas and what is valid
and yet wrong. Pages: vnu and the page's own promises. Files of a sample have a PDF beside them: LibreOffice has to show the same text, on
as many pages, give or take one, in the Word file and in the OpenDocument text.
Prints a line a fault and the count; exit status 0 when there is none, and there were files.
"""
import shutil
import sys
import tempfile
import time
from pathlib import Path

import check_docx
import check_office
import office_checks
from check_outputs import tight


def word_faults(sarup, path):
    yield from check_docx.faults(path, isSensible=False)
    # Of the texts themselves, which are made to be misread, it may warn.
    for message in office_checks.messages(sarup, "check", path):
        if message["severity"] == "error":
            yield f"sarup check: {message['message']}"


def sample_faults(folder, scratch):
    """Of each brief of the sample, the Word file and the OpenDocument text beside the PDF."""
    samples = {}
    for path in folder.glob("sample-*"):
        # The end of a name is a digest of the bytes.
        name = f"{path.stem.rpartition('-')[0]}-{path.suffix[1:]}"
        samples.setdefault(path.stem.rpartition("-")[0], {})[path.suffix] = shutil.copy(path, scratch / (name + path.suffix))
    files = [path for sample in samples.values() for kind, path in sample.items() if kind in (".docx", ".odt")]
    texts, shown = check_office.opened(scratch, files) if files else (scratch, scratch)
    for name, sample in sorted(samples.items()):
        found = {}
        for kind in ("docx", "odt"):
            text, pages = texts / f"{name}-{kind}.txt", shown / f"{name}-{kind}.pdf"
            if not text.exists() or not pages.exists():
                yield f"{name}: LibreOffice does not open the {kind}"
                continue
            # It shows Arabic digits for the Thai numbering of Word files; Word does not.
            found[kind] = tight(text.read_text(encoding="utf-8-sig")).translate(check_office.THAI_DIGITS)
            counts = [check_office.page_count(path) for path in (sample[".pdf"], pages)]
            if abs(counts[0] - counts[1]) > 1:
                yield f"{name}: LibreOffice makes {counts[1]} pages of the {kind}, and the PDF has {counts[0]}"
        if len(found) == 2 and found["docx"] != found["odt"]:
            place = next((index for index, pair in enumerate(zip(*found.values())) if pair[0] != pair[1]), 0)
            parts = [text[max(0, place - 10):place + 20] for text in found.values()]
            yield f"{name}: LibreOffice shows {parts[0]} in the Word file and {parts[1]} in the OpenDocument text"


def main():
    start = time.monotonic()
    folder, sarup = Path(sys.argv[1]), sys.argv[2]
    words, texts, pages = (sorted(folder.glob(f"*.{kind}")) for kind in ("docx", "odt", "html"))
    found = [(path, fault) for path in words for fault in word_faults(sarup, path)]
    found += [(path, fault) for path in texts for fault in check_office.odt_faults(path, [])]
    found += [(path, fault) for path in pages for fault in check_office.page_faults(path, [])]
    if pages:
        found += [(path, fault) for path, faults in check_office.vnu_faults(pages).items() for fault in faults]
    faults = [f"{path.name}: {fault}" for path, fault in found]
    with tempfile.TemporaryDirectory() as scratch:
        faults += sample_faults(folder, Path(scratch))
    for fault in faults:
        print(fault)
    count = len(words) + len(texts) + len(pages)
    print(f"{len(faults)} faults in {count} office files and pages that tests made ({time.monotonic() - start:.1f} s)")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())
