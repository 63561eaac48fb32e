#!/usr/bin/env python3
"""Renders briefs and checks the files: check_outputs.py SARUP BRIEF...

Prints a line a fault and the count; exit status 0 when there is none.
"""
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import PIL.Image
import PIL.ImageChops
import PIL.ImageStat
import pikepdf
import pypdf
import pypdfium2
import yaml

import check_docx
import pdf_checks

logging.disable(logging.CRITICAL)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The running head opens a page.
RUNNING_HEAD = re.compile(r"\f\s*-\s*[๐-๙]+\s*-")


def tight(text):
    """White space carries line ends and justification, so it cannot be compared."""
    return re.sub(r"\s+", "", text)


def inline(text):
    """What a reader sees of inline Markdown, as far as the examples use it."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text.replace("**", ""))


def blocks_to_text(body):
    """Of a figure only its caption is text on the page; of a table, its caption and its cells."""
    def texts(fence):
        fields = yaml.safe_load(textwrap.dedent(fence[2]))
        cells = [str(cell) for row in fields.get("rows", []) for cell in row]
        return "\n\n" + "\n\n".join([fields.get("caption") or "", *cells]) + "\n\n"

    body = re.sub(r"^ *```(figure|table)\n(.*?)^ *```$", texts, body, flags=re.M | re.S)
    return re.sub(r'^!\[[^\]]*\]\([^ )]*(?: "(.*)")?\)$', r"\1", body, flags=re.M)


# What stands here on the page is a number, or words of another place.
MADE = re.compile(r"\[\^[^\]]+\]|\[\]\(#[^)]*\)")
LABEL = re.compile(r"\s*\{#[^}]*\}\s*$")


def markdown_paragraphs(body):
    for block in re.split(r"\n\s*\n", blocks_to_text(body)):
        lines = [re.sub(r"^\s*(>\s?)+", "", line) for line in block.splitlines()]
        for line in "\n".join(lines).split("\n"):
            line = re.sub(r"^\s*(#+|[-*:]|\d+\.|\[\^[^\]]+\]:)\s+", "", line)
            for piece in MADE.split(LABEL.sub("", line)):
                if piece.strip():
                    yield inline(piece.strip())


def finding_paragraphs(findings):
    for finding in findings:
        if isinstance(finding, str):
            yield inline(finding)
            continue
        yield inline(finding["text"])
        for text in finding.get("more", []):
            yield inline(text)
        yield from finding_paragraphs(finding.get("findings", []))


def brief_fields(path):
    """What stands in the front matter, and the text behind it; all of a brief in YAML or JSON, and no text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        _, head, body = text.split("---\n", 2)
        return yaml.safe_load(head), body
    return (json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)), None


def brief_paragraphs(path):
    fields, body = brief_fields(path)
    if body is not None:
        paragraphs = list(markdown_paragraphs(body))
    else:
        paragraphs = [inline(part) for part in fields.get("lead", [])]
        paragraphs += finding_paragraphs(fields.get("findings", []))
        paragraphs += [inline(part) for part in fields.get("closing", [])]
    paragraphs.insert(0, fields["title"])
    paragraphs += [credit["name"] for credit in fields.get("credits", [])]
    return paragraphs


def printed(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def pdf_texts(path):
    yield "pdftotext", printed("pdftotext", path, "-")
    yield "mutool", printed("mutool", "draw", "-q", "-F", "text", path)
    with pypdfium2.PdfDocument(path) as document:
        yield "PDFium", "\f".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    yield "pypdf", "\f".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)


def word_text(path):
    with zipfile.ZipFile(path) as parts:
        names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in parts.namelist()]
        stories = [ElementTree.fromstring(parts.read(name)) for name in names]
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(WORD + "t"))
        for story in stories for paragraph in story.iter(WORD + "p"))


def lost(paragraphs, text):
    have = tight(RUNNING_HEAD.sub("\f", text))
    return [paragraph for paragraph in paragraphs if tight(paragraph) not in have]


def pdf_faults(path, paragraphs, vera):
    if pdf_checks.part(path) != 2:
        yield "declares no PDF/A-2"
    for check in (pdf_checks.conformance, pdf_checks.parent_tree, pdf_checks.metadata, pdf_checks.syntax, vera.faults, pdf_checks.read_aloud):
        yield from check(path)
    for reader, text in pdf_texts(path):
        gone = lost(paragraphs, text)
        if gone:
            yield f"{reader} misses {len(gone)} of {len(paragraphs)} paragraphs, the first: {gone[0][:60]}"


def word_faults(path, paragraphs):
    yield from check_docx.faults(path)
    gone = lost(paragraphs, word_text(path))
    if gone:
        yield f"{len(gone)} of {len(paragraphs)} paragraphs are missing, the first: {gone[0][:60]}"


# Dots per inch for looking at pictures, and how far they may be apart in the mean, of 255: edges differ a little from
# program to program, and Cairo sets letters of a picture on whole dots. A line that is one dot lower is already above it.
RESOLUTION = 144
MOST_DIFFERENCE = 3.0


def picture_faults(sarup, brief, folder):
    """The drawing of each page, as another program shows it, beside the picture that Sarup makes of it."""
    folder = Path(folder, brief.name)
    folder.mkdir()
    run = subprocess.run(
        [sarup, "render", brief, "--no-system-fonts", "--resolution", str(RESOLUTION), "-o", folder / "p.png",
         "-o", folder / "p.svg"], capture_output=True, text=True)
    if run.returncode:
        yield f"sarup render, status {run.returncode}: {run.stderr.strip()}"
        return
    for drawing in sorted(folder.glob("*.svg")):
        shown = drawing.with_suffix(".shown.png")
        subprocess.run(["rsvg-convert", "-d", str(RESOLUTION), "-p", str(RESOLUTION), "-o", shown, drawing], check=True)
        # Half a dot more or less is no difference: both are looked at from a little further away.
        size = PIL.Image.open(drawing.with_suffix(".png")).size
        ours, theirs = (
            PIL.Image.open(path).convert("L").resize((size[0] // 4, size[1] // 4), PIL.Image.Resampling.BOX)
            for path in (drawing.with_suffix(".png"), shown))
        difference = PIL.ImageStat.Stat(PIL.ImageChops.difference(ours, theirs)).mean[0]
        if difference > MOST_DIFFERENCE:
            yield f"{drawing.name} looks unlike {drawing.stem}.png: {difference:.2f} of 255"


def render_faults(sarup, brief, outputs):
    command = [sarup, "render", brief, "--no-system-fonts"]
    for output in outputs:
        command += ["-o", output]
    runs = []
    # The same bytes in another place of the world and another language, and whatever Cairo is told about compression.
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "th_TH.UTF-8", "LANG": "th_TH.UTF-8", "CAIRO_DEBUG_PDF": ""}
    for setting in ({}, elsewhere):
        run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **setting})
        if run.returncode != 0 or run.stderr:
            yield f"sarup render, status {run.returncode}: {run.stderr.strip()}"
        if run.returncode != 0:
            return
        runs.append([output.read_bytes() for output in outputs])
    if runs[0] != runs[1]:
        yield "another run gave other bytes"


def carried_faults(sarup, brief, folder):
    """The brief inside a PDF/A-3a comes back byte for byte, also when other programs have saved the file anew."""
    folder = Path(folder, f"{brief.name}.3a")
    folder.mkdir()
    pdf = folder / "ours.pdf"
    run = subprocess.run([sarup, "render", brief, "--no-system-fonts", "--archive", "3a", "-o", pdf], capture_output=True)
    if run.returncode:
        yield f"sarup render --archive 3a, status {run.returncode}"
        return
    for check in (pdf_checks.conformance, pdf_checks.parent_tree):
        yield from check(pdf)
    saved = {
        "tables": ["qpdf", "--object-streams=disable", pdf],
        "plain": ["qpdf", "--object-streams=generate", "--stream-data=uncompress", pdf],
        "linear": ["qpdf", "--linearize", pdf],
        "mutool": ["mutool", "clean", "-gggg", "-z", pdf],
    }
    for name, command in saved.items():
        subprocess.run([*command, folder / f"{name}.pdf"], check=True, capture_output=True)
    with pikepdf.open(pdf) as file:
        file.save(folder / "pikepdf.pdf")
    # A revision behind the file, as programs write it that fill in or sign; and the end cut off.
    writer = pypdf.PdfWriter(str(pdf), incremental=True)
    writer.add_metadata({"/Note": "read"})
    writer.write(folder / "revision.pdf")
    (folder / "cut.pdf").write_bytes(pdf.read_bytes()[:-40])
    for file in sorted(folder.glob("*.pdf")):
        run = subprocess.run([sarup, "extract", file], capture_output=True)
        if run.stdout != brief.read_bytes():
            yield f"{file.stem}: another brief comes out, status {run.returncode}: {run.stderr.decode()[:200]}"


def main():
    sarup, briefs = sys.argv[1], [Path(name) for name in sys.argv[2:]]
    faults = 0
    files = 0
    vera = pdf_checks.VeraPDF()
    with tempfile.TemporaryDirectory() as folder:
        for brief in briefs:
            paragraphs = brief_paragraphs(brief)
            outputs = {kind: Path(folder, f"{brief.name}.{kind}") for kind in ("pdf", "docx")}
            found = list(render_faults(sarup, brief, outputs.values()))
            if all(output.exists() for output in outputs.values()):
                found += [f"PDF: {fault}" for fault in pdf_faults(outputs["pdf"], paragraphs, vera)]
                found += [f"DOCX: {fault}" for fault in word_faults(outputs["docx"], paragraphs)]
            found += [f"PDF/A-3a: {fault}" for fault in carried_faults(sarup, brief, folder)]
            found += [f"SVG: {fault}" for fault in picture_faults(sarup, brief, folder)]
            for fault in found:
                print(f"{brief}: {fault}")
            faults += len(found)
            files += len(outputs) + 2
    print(f"{faults} faults in {files} files")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
