"""How much of a text comes back out of a file: characters that readers of PDF lose, double, change or move.

White space, soft hyphens and the numbers of pages are left aside, since readers differ in them. Nothing is normalised: a SARA AM that comes
back in two parts is an error, since a search for it finds nothing. The count is the edit distance.
"""
import re
import subprocess
import zipfile
from collections import Counter
from xml.etree import ElementTree

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from rapidfuzz.distance import Levenshtein

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE_NUMBER = re.compile(r"(?m)^\s*-\s*[0-9๐-๙]+\s*-\s*$")


def printed(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def read_pdf(path):
    yield "pdftotext", printed("pdftotext", path, "-")
    yield "mutool", printed("mutool", "draw", "-q", "-F", "text", path)
    yield "pypdf", "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    with pdfplumber.open(path) as document:
        yield "pdfplumber", "\n".join(page.extract_text() or "" for page in document.pages)
    yield "pdfminer", extract_text(path)
    with pypdfium2.PdfDocument(path) as document:
        yield "PDFium", "\n".join(page.get_textpage().get_text_bounded() for page in document)
    with pymupdf.open(path) as document:
        yield "PyMuPDF", "\n".join(page.get_text() for page in document)


def read_docx(path):
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    yield "the file itself", "\n".join(
        "".join(text.text or "" for text in paragraph.iter(f"{WORD}t")) for paragraph in body.iter(f"{WORD}p"))


def tight(text):
    text = PAGE_NUMBER.sub("", text.replace("\f", "\n"))
    # How pdfminer, and pdfplumber on it, write a character that they cannot tell: one, not ten.
    text = re.sub(r"\(cid:\d+\)", "\ufffd", text)
    return re.sub(r"[\s\u200b\u00ad]", "", text)


def code_points(text):
    return " ".join(f"U+{ord(character):04X}" for character in text[:4]) + (" ..." if len(text) > 4 else "") or "nothing"


def compare(rows, path):
    """By reader: characters in error, all characters, and the three commonest errors."""
    rows = [row.split("\t", 2) for row in rows.splitlines()]
    with_numbers = tight("".join(number + text for _, number, text in rows))
    without = tight("".join(text for _, _, text in rows))
    is_pdf = path.suffix == ".pdf"
    result = {}
    for reader, text in read_pdf(path) if is_pdf else read_docx(path):
        found = tight(text)
        # Word counts its lists by itself: there numbers are no text, or they are, as the writer has it.
        source = with_numbers if is_pdf else min(with_numbers, without, key=lambda wanted: Levenshtein.distance(wanted, found))
        kinds = Counter()
        for edit in Levenshtein.opcodes(source, found):
            if edit.tag != "equal":
                lost, came = source[edit.src_start:edit.src_end], found[edit.dest_start:edit.dest_end]
                kinds[f"{code_points(lost)} became {code_points(came)}"] += 1
        result[reader] = {
            "errors": Levenshtein.distance(source, found), "characters": len(source),
            "kinds": [[kind, count] for kind, count in kinds.most_common(3)]}
    return result
