#!/usr/bin/env python3
"""Brings Word files back that other programs have edited: check_import.py SARUP BRIEF...

python-docx edits a file as a script of an office would: it changes, adds and deletes findings, makes a word bold, changes a credit and
the title's control. LibreOffice opens every brief's Word file and saves it again. The brief that comes back has to be the old one with
that change in it and no other.
Prints a line a fault and the count; exit status 0 when there is none.
"""
import copy
import difflib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import yaml
from docx.oxml.ns import qn

import office_checks

BRIEF = """---
template: brief
title: แผนงานประจำปี
agency: กองแผน
date: 2019-03-14
credits:
  - {name: โชติมา, unit: กองข่าว, role: รายงาน}
  - {name: มานะ, role: ภาพ}
---

ย่อหน้านำของ Big Data

1. ข้อหนึ่ง

2. **เรื่องสำคัญ** ข้อสอง

   1. ข้อย่อย

3. ข้อสาม

ปิดท้าย
"""
ITEM = "/customXml/item1.xml"


def paragraph(document, words):
    return next(paragraph for paragraph in document.paragraphs if words in "".join(paragraph._p.itertext()))


def replace(paragraph, old, new):
    """Changes a text that stands in one run; one in a content control too."""
    for text in paragraph._p.iter(qn("w:t")):
        if old in text.text:
            text.text = text.text.replace(old, new)
            return
    raise ValueError(f"no run has {old}")


def changes_a_finding(document):
    replace(paragraph(document, "ข้อหนึ่ง"), "ข้อหนึ่ง", "ข้อแรก")


def adds_a_finding(document):
    before = paragraph(document, "ข้อสาม")
    after = copy.deepcopy(before._p)
    before._p.addnext(after)
    replace(docx.text.paragraph.Paragraph(after, before._parent), "ข้อสาม", "ข้อใหม่")


def deletes_a_finding(document):
    gone = paragraph(document, "ข้อหนึ่ง")._p
    gone.getparent().remove(gone)


def makes_a_word_bold(document):
    lead = paragraph(document, "ย่อหน้านำ")
    next(run for run in lead.runs if run.text == "Big Data").bold = True


def makes_a_word_plain(document):
    for run in paragraph(document, "เรื่องสำคัญ").runs:
        run.bold = False


def changes_a_credit(document):
    replace(paragraph(document, "โชติมา"), "โชติมา", "สมศรี")


def changes_the_title(document):
    replace(paragraph(document, "แผนงานประจำปี"), "แผนงานประจำปี", "แผนงานใหม่")


def changes_the_title_behind(document):
    item = next(part for part in document.part.package.iter_parts() if part.partname == ITEM)
    item._blob = item.blob.replace(">แผนงานประจำปี<".encode(), ">แผนงานใหม่<".encode())


def adds_a_paragraph(document):
    closing = paragraph(document, "ปิดท้าย")
    added = copy.deepcopy(closing._p)
    closing._p.addnext(added)
    replace(docx.text.paragraph.Paragraph(added, closing._parent), "ปิดท้าย", "ย่อหน้าใหม่")


def adds_a_comment(document):
    document.add_comment(paragraph(document, "ปิดท้าย").runs, text="ดูอีกครั้ง", author="ผู้ตรวจ")


def changes_the_running_head(document):
    replace(document.sections[0].header.paragraphs[0], "- ", "ลับ - ")


def changes_the_margins(document):
    document.sections[0].left_margin = docx.shared.Mm(25)


def changes_a_property(document):
    document.core_properties.title = "ชื่ออื่น"


# What is done, what then differs in the brief (old text and new), and the codes of what is told.
EDITS = [
    (changes_a_finding, [("ข้อหนึ่ง", "ข้อแรก")], []),
    (adds_a_finding, [("3. ข้อสาม\n", "3. ข้อสาม\n\n4. ข้อใหม่\n")], []),
    (deletes_a_finding, [("1. ข้อหนึ่ง\n\n2. **", "1. **"), ("3. ข้อสาม", "2. ข้อสาม")], []),
    (makes_a_word_bold, [("Big Data", "**Big Data**")], []),
    (makes_a_word_plain, [("**เรื่องสำคัญ**", "เรื่องสำคัญ")], []),
    (changes_a_credit, [("โชติมา", "สมศรี")], ["word-import-credit"]),
    (changes_the_title, [("แผนงานประจำปี", "แผนงานใหม่")], []),
    (changes_the_title_behind, [("แผนงานประจำปี", "แผนงานใหม่")], []),
    (adds_a_paragraph, [("ปิดท้าย\n", "ปิดท้าย\n\nย่อหน้าใหม่\n")], []),
    (adds_a_comment, [], ["word-import-comments"]),
    (changes_the_running_head, [], ["word-import-template"]),
    (changes_the_margins, [], ["word-import-template"]),
    (changes_a_property, [], ["word-import-field"]),
]
TOGETHER = [changes_a_finding, adds_a_finding, makes_a_word_bold, changes_a_credit, changes_the_title]


def imported(sarup, path):
    """The brief that comes of a Word file, and the codes of what is told."""
    target = path.with_suffix(".md")
    codes = office_checks.codes(sarup, "import", path, "-o", target)
    return (target.read_text(encoding="utf-8") if target.exists() else ""), codes


def difference(meant, found):
    lines = [line for line in difflib.unified_diff(meant.splitlines(), found.splitlines(), lineterm="", n=0)
             if not line.startswith(("---", "+++", "@@"))]
    return " | ".join(lines[:6])[:400]


def edit_faults(sarup, folder):
    good = folder / "good.docx"
    brief = folder / "good-source.md"
    brief.write_text(BRIEF, encoding="utf-8")
    subprocess.run([sarup, "render", brief, "--no-system-fonts", "-o", good], check=True)
    cases = [(change.__name__, [change], texts, codes) for change, texts, codes in EDITS]
    cases.insert(0, ("saves it only", [], [], []))
    together = [case for case in EDITS if case[0] in TOGETHER]
    cases.append((
        "changes much together", TOGETHER, [text for _, texts, _ in together for text in texts],
        [code for _, _, codes in together for code in codes]))
    for name, changes, texts, codes in cases:
        name = name.replace("_", " ")
        path = folder / f"{name}.docx"
        document = docx.Document(str(good))
        for change in changes:
            change(document)
        document.save(str(path))
        meant = BRIEF
        for old, new in texts:
            if old not in meant:
                yield f"python-docx {name}: the brief has no {old!r}"
            meant = meant.replace(old, new)
        found, told = imported(sarup, path)
        if found != meant:
            yield f"python-docx {name}: another brief comes back: {difference(meant, found)}"
        if told != codes:
            yield f"python-docx {name}: told is {told}, and should be {codes}"


# LibreOffice

LETTERHEAD = Path(__file__).resolve().parent.parent / "Examples/letterhead/letterhead.docx"
# Those without paragraphs and lists within findings, of which it loses the levels.
AS_TEXT = ("one-page-md", "brief-yaml", "press-md")
DECORATES = 'alternative: ""\n'


def outline(markdown):
    """The title, the credits and the text of a brief, without what only the front matter knows."""
    head, body = markdown.removeprefix("---\n").split("---\n", 1)
    fields = yaml.safe_load(head)
    return f"{fields['title']}\n{fields.get('credits', [])}\n{body.replace('**', '')}"


def converted(folder, kind, paths, profile):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", folder, *paths],
        capture_output=True, timeout=600)
    return [folder / f"{path.stem}.{kind}" for path in paths]


def libreoffice_faults(sarup, briefs, folder):
    """What LibreOffice has saved comes back as what it opened did, also upon a letterhead."""
    ours = []
    for brief in briefs:
        path = folder / (brief.name.replace(".", "-") + ".docx")
        subprocess.run([sarup, "render", brief, "--no-system-fonts", "-o", path], check=True)
        ours.append(path)
    upon = folder / "upon-letterhead.docx"
    subprocess.run([sarup, "render", briefs[0], "--no-system-fonts", "--reference", LETTERHEAD, "-o", upon], capture_output=True)
    ours.append(upon)
    profile = folder / "profile"
    saved = converted(folder / "docx", "docx", ours, profile)
    for path, again in zip(ours, saved):
        if not again.exists():
            yield f"{path.stem}: LibreOffice does not save it"
            continue
        meant, told_before = imported(sarup, path)
        found, told = imported(sarup, again)
        if DECORATES in meant:
            # LibreOffice forgets that a picture only decorates.
            meant = meant.replace(DECORATES, "")
        elif told != told_before:
            yield f"{path.stem}: saved by LibreOffice, told is {told}, and should be {told_before}"
        if found != meant:
            yield f"{path.stem}: saved by LibreOffice, another brief comes back: {difference(meant, found)}"
    # As OpenDocument it keeps neither the data behind the text nor the front matter in them.
    some = [path for path in ours if path.stem in AS_TEXT]
    between = converted(folder / "odt", "odt", some, profile)
    for path, again in zip(some, converted(folder / "back", "docx", between, profile)):
        meant, found = (outline(imported(sarup, file)[0]) for file in (path, again))
        if found != meant:
            yield f"{path.stem}: by way of OpenDocument, another brief comes back: {difference(meant, found)}"


def main():
    start = time.monotonic()
    sarup, briefs = sys.argv[1], [Path(path) for path in sys.argv[2:]]
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for fault in [*edit_faults(sarup, folder), *libreoffice_faults(sarup, briefs, folder)]:
            print(fault)
            faults += 1
    print(f"{faults} faults in {len(EDITS) + 2} edits and {len(briefs)} files that LibreOffice saved ({time.monotonic() - start:.1f} s)")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
