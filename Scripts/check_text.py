#!/usr/bin/env python3
"""Renders texts of every kind and reads them back with nine readers of PDF: check_text.py SARUP

Each paragraph must come back whole: the same characters in the same order, a space where one is, and no other white space but
the ends of lines. Phrases that a line's end divides must be found by PDFium's search. Prints a line a fault and the count.
"""
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

HERE = Path(__file__).parent
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", *"ัิีึืฺุู็ํ"]
TONES = ["", *"่้๊๋์"]
RUNNING_HEAD = re.compile(r"\f\s*-\s*[๐-๙]+\s*-\s*")
ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]+)\}")

# What a reader does to the white space or to the order of lines by rules of its own, whatever the PDF says. The characters are
# still compared. An exception that is no longer needed is a fault.
SPACED = "takes a line whose words are single letters, all equally far apart, for one letter-spaced word"
ORDER = "puts the lines of a paragraph in another order where wide spaces make it see columns"
EXCEPTIONS = {
    ("pdftotext", "©"): SPACED, ("pdftotext", "ก\u00a0ข"): SPACED, ("pdftotext", "ก ข ฃ"): SPACED,
    ("pdftotext -layout", "©"): SPACED, ("pdftotext -layout", "ก\u00a0ข"): SPACED, ("pdftotext -layout", "ก ข ฃ"): SPACED,
    ("pdfminer", "“คำพูด”"): ORDER, ("pdfminer", "x²"): ORDER, ("pdfminer", "ระบบ AI/ML"): ORDER,
}


def cases():
    """Each text with the texts that may come back."""
    for line in (HERE / "text_cases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            texts = [ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) for text in line.split("\t")]
            yield texts[0], texts


def inventory():
    """Every cluster that Thai can be written in, and every Thai character by itself."""
    for consonant in CONSONANTS:
        clusters = [consonant + vowel + tone for vowel in VOWELS for tone in TONES]
        clusters += [consonant + tone + "ำ" for tone in TONES[:-1]]
        # In groups, so that a line is no word of seventy letters.
        text = " ".join("".join(clusters[start:start + 8]) for start in range(0, len(clusters), 8))
        yield text, [text]
    characters = [chr(code) for code in range(0x0E01, 0x0E5C) if not 0x0E3B <= code <= 0x0E3E]
    text = " ".join(characters)
    yield text, [text]
    text = " ".join("ก" + character for character in characters)
    yield text, [text]


def escaped(text):
    """As it stands in Markdown."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~&\"'/:@])", r"\\\1", text)


def printed(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def texts(path):
    for mode in ("", "-raw", "-layout"):
        yield f"pdftotext {mode}".strip(), printed("pdftotext", *([mode] if mode else []), path, "-")
    yield "mutool", printed("mutool", "draw", "-q", "-F", "text", path)
    yield "pypdf", "\f".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    with pdfplumber.open(path) as document:
        yield "pdfplumber", "\f".join(page.extract_text() or "" for page in document.pages)
    yield "pdfminer", extract_text(path)
    with pypdfium2.PdfDocument(path) as document:
        yield "PDFium", "\f".join(page.get_textpage().get_text_bounded() for page in document)
    with pymupdf.open(path) as document:
        yield "PyMuPDF", "\f".join(page.get_text() for page in document)


def pattern(text):
    """What a reader may make of a paragraph: a line may end anywhere, and a space may be more than one, or that end."""
    parts = [r"\s+" if word == " " else re.escape(word) for word in re.split(r"( )|(?<=.)(?=.)", text) if word]
    return r"[\r\n]*".join(parts)


def rendered(sarup, folder, name, paragraphs, template):
    brief = folder / f"{name}.md"
    brief.write_text("---\ntitle: ข้อความ\n---\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    pdf = folder / f"{name}.pdf"
    run = subprocess.run(
        [sarup, "render", brief, "--no-system-fonts", "--template", template, "-o", pdf], capture_output=True, text=True)
    if run.returncode:
        print(run.stderr)
        raise SystemExit(f"check_text.py: {name} was not rendered")
    return pdf


def tight(text):
    return re.sub(r"\s+", "", text)


def in_pieces(wanted, text, most=4):
    """Whether the characters are there, in a few pieces that may stand in any order."""
    wanted, text = tight(wanted), tight(text)
    for _ in range(most):
        length = next((length for length in range(len(wanted), 0, -1) if wanted[:length] in text), 0)
        wanted = wanted[length:]
        if not wanted:
            return True
    return False


def lost(wanted, path, needed):
    """What did not come back; exceptions that were needed are noted."""
    for reader, text in texts(path):
        # Page numbers stand between the lines of a paragraph that goes on.
        text = RUNNING_HEAD.sub("\n", text)
        for original, allowed in wanted:
            if any(re.search(pattern(choice), text) for choice in allowed):
                continue
            exception = next((key for key in EXCEPTIONS if key[0] == reader and original.startswith(key[1])), None)
            if exception and any(in_pieces(choice, text) for choice in allowed):
                needed.add(exception)
                continue
            yield reader, original


def divided(path):
    """Phrases across the ends of lines that PDFium's search does not find, and how many there were."""
    missed = []
    count = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            textpage = page.get_textpage()
            text = textpage.get_text_range()
            for end in re.finditer(r"(\S{4,12})(\s*)\r\n(\S{4,12})", text):
                phrase = end[1] + (" " if end[2] else "") + end[3]
                count += 1
                if textpage.search(phrase).get_next() is None:
                    missed.append(phrase)
    return missed, count


def main():
    sarup = sys.argv[1]
    start = time.monotonic()
    faults = 0
    read = 0
    needed = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        narrow = folder / "narrow.yaml"
        narrow.write_text("name: narrow\nextends: brief\npage: {size: A5}\n", encoding="utf-8")
        listed = list(cases())
        sets = {
            "inventory": (list(inventory()), str, "brief"),
            "cases": (listed, str, "brief"),
            "bold": (listed, lambda text: f"**{text}**", "brief"),
            "narrow": (listed, str, narrow),
        }
        for kind, (wanted, shape, template) in sets.items():
            path = rendered(sarup, folder, kind, [shape(escaped(text)) for text, _ in wanted], template)
            read += len(wanted)
            for reader, text in lost(wanted, path, needed):
                print(f"{kind}, {reader}: {text}")
                faults += 1
        for reader, text in sorted(EXCEPTIONS.keys() - needed):
            print(f"{reader} now gives back what is excepted: {text}")
            faults += 1
        # Of long paragraphs every line's end is searched for.
        long = "การยกระดับการบริหารจัดการภาครัฐต้องอาศัยความร่วมมือของทุกหน่วยงาน with Open Government (OGP) น้ำ " * 12
        path = rendered(sarup, folder, "long", [long, long], narrow)
        missed, ends = divided(path)
        for phrase in missed:
            print(f"PDFium's search does not find across a line's end: {phrase}")
        faults += len(missed)
    print(f"{faults} faults in {read} texts and 9 readers, {ends} searches ({time.monotonic() - start:.1f} s)")
    return 1 if faults or not ends else 0


if __name__ == "__main__":
    sys.exit(main())
