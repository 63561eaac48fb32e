#!/usr/bin/env python3
"""Breaks good PDFs in one way at a time, to prove that each requirement is checked: pdf_mutants.py SARUP

Each mutant names the clause that it breaks. A mutant that no checker notices is a fault: then a rule that Sarup keeps could be
broken without a test that fails. Prints who notices each.
"""
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

import pdf_checks

BRIEF = """---
title: สรุปการประชุม (Working Party)
subtitle: The Working Party of Senior Public Integrity Officials
agency: สำนักงาน ก.พ.ร.
date: 2019-03-14
keywords: [ธรรมาภิบาล, integrity]
credits:
  - {name: โชติมา, role: ข่าว}
---
ย่อหน้านำ ดูที่ [เว็บไซต์](https://example.org/ "เว็บไซต์ของงาน") และ official figures 64.2

## หัวข้อ

1. ข้อแรก

   1. ข้อย่อย

2. ข้อสอง

## ตาราง

| รายการ | จำนวน |
| --- | --- |
| ก | ๑ |

### หัวข้อย่อย

![ภาพการประชุม](picture.png)

ย่อหน้าปิดท้าย[^1]

[^1]: หมายเหตุท้ายหน้า
"""
PICTURE = Path(__file__).parent.parent / "Tests" / "SarupImageTests" / "Pictures" / "rgb8.png"

MUTANTS = {}


def mutant(clause, base="2a", name=None):
    """Registers a function that changes an open file; it returns False where the file has nothing to break."""

    def register(change):
        MUTANTS[name or change.__name__.replace("_", " ")] = (clause, base, change)
        return change

    return register


def things(pdf, test):
    found = []
    for thing in pdf.objects:
        if isinstance(thing, (Dictionary, pikepdf.Stream)):
            try:
                if test(thing):
                    found.append(thing)
            except (AttributeError, KeyError, TypeError):
                continue
    return found


def elements(pdf, *types):
    return things(pdf, lambda thing: thing.get("/P") is not None and str(thing.get("/S"))[1:] in types)


def change_xmp(pdf, old, new):
    xmp = pdf.Root.Metadata.read_bytes()
    assert re.search(old, xmp), old
    pdf.Root.Metadata.write(re.sub(old, new, xmp, flags=re.S))


def change_content(pdf, change, page=0):
    sheet = pdf.pages[page]
    before = sheet.Contents.read_bytes()
    after = change(before)
    assert before != after
    sheet.Contents.write(after)


def put(where, key, value, test=lambda pdf: [pdf.Root]):
    """A mutant that sets a key of all objects that a test finds; None takes the key away."""

    def change(pdf):
        found = where(pdf) if callable(where) else test(pdf)
        if not found:
            return False
        for thing in found:
            if value is None:
                if key in thing:
                    del thing[key]
            else:
                thing[key] = value(pdf) if callable(value) else value

    return change


def catalog(pdf):
    return [pdf.Root]


def pages(pdf):
    return [page.obj for page in pdf.pages]


def links(pdf):
    return things(pdf, lambda thing: thing.get("/Subtype") == Name.Link)


def fonts(pdf):
    return things(pdf, lambda thing: thing.get("/Type") == Name.Font and "/ToUnicode" in thing)


def descendants(pdf):
    return things(pdf, lambda thing: thing.get("/Subtype") == Name.CIDFontType2)


def descriptors(pdf):
    return things(pdf, lambda thing: thing.get("/Type") == Name.FontDescriptor)


def states(pdf):
    pdf.pages[0].Resources["/ExtGState"] = Dictionary(X0=Dictionary(Type=Name.ExtGState))
    change_content(pdf, lambda content: b"/X0 gs\n" + content)
    return [pdf.pages[0].Resources.ExtGState.X0]


def filespecs(pdf):
    return things(pdf, lambda thing: thing.get("/Type") == Name.Filespec)


def of(*types):
    return lambda pdf: elements(pdf, *types)


def annotation(**entries):
    def change(pdf):
        extra = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 20, 20]), F=4, Contents=String("x"), **entries)
        sheet = pdf.pages[0].obj
        sheet["/Annots"] = Array(list(sheet.get("/Annots", [])) + [pdf.make_indirect(extra)])

    return change


SIMPLE = [
    # ISO 19005-2
    ("6.1.8", "a name of 200 bytes", put(catalog, "/" + "N" * 200, 1)),
    ("6.1.10", "an inline image in LZW", lambda pdf: change_content(pdf, lambda content: content + (
        b"\n/Artifact BMC q BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \x80\x0b\x60\x50\x22\x0c\x0c\x85\x01\nEI Q EMC"))),
    ("6.1.12", "permissions of a signature", put(catalog, "/Perms", Dictionary(X=Dictionary()))),
    ("6.1.13", "a string of 40,000 bytes", put(catalog, "/Long", String("x" * 40000))),
    ("6.1.13", "a page of 20,000 points", put(pages, "/MediaBox", Array([0, 0, 20000, 20000]))),
    ("6.1.13", "graphics states inside one another", lambda pdf: change_content(
        pdf, lambda content: b"q " * 40 + content + b" Q" * 40)),
    ("6.2.2", "an operator that is none", lambda pdf: change_content(pdf, lambda content: content + b"\nxyz")),
    ("6.2.3", "no output intent", put(catalog, "/OutputIntents", None)),
    ("6.2.3", "a profile that is none", lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"x" * 200)),
    ("6.2.4.3", "CMYK beside an sRGB intent", lambda pdf: change_content(
        pdf, lambda content: b"/Artifact BMC 0 0 0 1 k 0 0 1 1 re f EMC\n" + content)),
    ("6.2.5", "a transfer function", put(states, "/TR", Name.Identity)),
    ("6.2.6", "an unknown rendering intent", lambda pdf: change_content(pdf, lambda content: b"/Foo ri\n" + content)),
    ("6.2.10", "an unknown blend mode", put(states, "/BM", Name.Foo)),
    ("6.2.11.2", "a font without a name", put(descendants, "/BaseFont", None)),
    ("6.2.11.3.1", "codes of another character collection", put(
        lambda pdf: [font for font in fonts(pdf) if font.Subtype == Name.Type0], "/Encoding", Name("/UniJIS-UCS2-H"))),
    ("6.2.11.3.2", "no map from codes to glyphs", put(descendants, "/CIDToGIDMap", None)),
    ("6.2.11.4.1", "a font that is not embedded", put(descriptors, "/FontFile2", None)),
    ("6.2.11.7.2", "no text for codes", put(fonts, "/ToUnicode", None)),
    ("6.3.1", "a film", annotation(Subtype=Name.Movie)),
    ("6.3.2", "an annotation that is not printed", put(links, "/F", 0)),
    ("6.3.2", "a hidden annotation", put(links, "/F", 6)),
    ("6.4.1", "a form that draws its fields anew", put(
        catalog, "/AcroForm", Dictionary(NeedAppearances=True, Fields=Array()))),
    ("6.4.2", "an XFA form", put(catalog, "/AcroForm", Dictionary(XFA=String("x"), Fields=Array()))),
    ("6.5.1", "a link that starts a program", put(
        links, "/A", Dictionary(S=Name.Launch, F=String("a.exe")))),
    ("6.5.1", "a script when the file opens", put(
        catalog, "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.beep()")))),
    ("6.5.2", "an action of the document", put(
        catalog, "/AA", Dictionary(WC=Dictionary(S=Name.URI, URI=String("https://example.org"))))),
    ("6.6.2.1", "no XMP", put(catalog, "/Metadata", None)),
    ("6.6.2.1", "XMP that is no XML", lambda pdf: change_xmp(pdf, rb"</rdf:RDF>", b"</rdf>")),
    ("6.6.2.3.1", "an unknown property", lambda pdf: change_xmp(
        pdf, rb"<dc:format>", b'<x:y xmlns:x="http://example.org/">1</x:y><dc:format>')),
    ("6.6.2.3.3", "PDF/UA identification without its schema", lambda pdf: change_xmp(
        pdf, rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", b"")),
    ("6.6.4", "no part of PDF/A", lambda pdf: change_xmp(pdf, rb"<pdfaid:conformance>A", b"<pdfaid:conformance>X")),
    ("6.7.2.2", "not marked as tagged", put(catalog, "/MarkInfo", None)),
    ("6.7.3.3", "no structure tree", put(catalog, "/StructTreeRoot", None)),
    ("6.7.3.4", "a type of one's own without a role", put(of("P"), "/S", Name.Absatz)),
    ("6.7.4", "a language that is none", put(catalog, "/Lang", String("thai language"))),
    ("6.8", "a file inside that is no archive copy", put(catalog, "/Names", lambda pdf: Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a"), pdf.make_indirect(Dictionary(
            Type=Name.Filespec, F=String("a"), UF=String("a"),
            EF=Dictionary(F=pdf.make_stream(b"text", Type=Name.EmbeddedFile))))]))))),
    ("6.9", "layers without a name", put(catalog, "/OCProperties", lambda pdf: Dictionary(
        OCGs=Array(), D=Dictionary(), Configs=Array([Dictionary()])))),
    ("6.10", "other presentations", put(catalog, "/Names", Dictionary(AlternatePresentations=Dictionary()))),
    ("6.10", "steps of a presentation", put(pages, "/PresSteps", Dictionary())),
    ("6.11", "requirements on the reader", put(catalog, "/Requirements", Array([Dictionary()]))),
    # ISO 14289-1
    ("UA 5", "no part of PDF/UA", lambda pdf: change_xmp(pdf, rb"<pdfuaid:part>1</pdfuaid:part>", b"")),
    ("UA 7.1", "no title", lambda pdf: change_xmp(pdf, rb"<dc:title>.*</dc:title>", b"")),
    ("UA 7.1", "the file name instead of the title", put(
        catalog, "/ViewerPreferences", Dictionary(DisplayDocTitle=False))),
    ("UA 7.1", "tags that are doubtful", put(catalog, "/MarkInfo", Dictionary(Marked=True, Suspects=True))),
    ("UA 7.1", "types mapped in a circle", put(
        lambda pdf: [pdf.Root.StructTreeRoot], "/RoleMap", Dictionary({"/A": Name.B, "/B": Name.A, "/P": Name.A}))),
    ("UA 7.2", "no language", put(catalog, "/Lang", None)),
    ("UA 7.2", "an item outside of a list", put(of("L"), "/S", Name.Sect)),
    ("UA 7.2", "a row outside of a table", put(of("Table"), "/S", Name.Sect)),
    ("UA 7.2", "a cell that is a paragraph", put(of("TD", "TH"), "/S", Name.P)),
    ("UA 7.2", "a label outside of an item", put(of("LI"), "/S", Name.P)),
    ("UA 7.4.2", "headings that skip a level", put(of("H1", "H2"), "/S", Name.H4)),
    ("UA 7.4.4", "numbered and other headings", lambda pdf: put(lambda p: of("H2")(p)[:1], "/S", Name.H)(pdf)),
    ("UA 7.5", "a header cell without a scope", put(of("TH"), "/A", None)),
    ("UA 7.18.1", "an annotation without a tag", annotation(
        Subtype=Name.Square, AP=Dictionary(), C=Array([0, 0, 0]))),
    ("UA 7.18.2", "a trap network", annotation(Subtype=Name.TrapNet)),
    ("UA 7.18.3", "no order of annotations", put(pages, "/Tabs", None)),
    ("UA 7.18.5", "a link that says nothing", put(links, "/Contents", None)),
    ("UA 7.18.5", "a link that is no Link", put(of("Link"), "/S", Name.Span)),
    ("UA 7.3", "a picture without words", put(of("Figure"), "/Alt", None)),
    ("UA 7.9", "a note without an identifier", put(of("Note"), "/ID", None)),
    ("UA 7.11", "a file without a name", put(filespecs, "/UF", None), "3a"),
    # ISO 19005-3
    ("3: 6.8", "a file without its relation", put(filespecs, "/AFRelationship", None), "3a"),
    ("3: 6.8", "a file of no kind", put(
        lambda pdf: [spec.EF.F for spec in filespecs(pdf)], "/Subtype", None), "3a"),
    ("3: 6.8", "a file that belongs to nothing", put(catalog, "/AF", None), "3a"),
]
for entry in SIMPLE:
    mutant(entry[0], *entry[3:], name=entry[1])(entry[2])


@mutant("6.2.11.5")
def widths_that_are_not_the_fonts(pdf):
    for font in descendants(pdf):
        widths = font["/W"][1]
        for index in range(min(10, len(widths))):
            widths[index] = int(widths[index]) + 40


def change_text_maps(pdf, value):
    """Every text that a font maps to becomes one character."""
    for font in fonts(pdf):
        map = font.ToUnicode.read_bytes()
        font.ToUnicode.write(re.sub(
            rb"(beginbf(?:char|range)\n)(.*?)(\nendbf)",
            lambda found: found[1] + re.sub(rb"<[0-9A-Fa-f]+>(\s*)$", value + rb"\1", found[2], flags=re.M) + found[3],
            map, flags=re.S))


@mutant("6.2.11.7.2")
def text_that_is_the_character_nought(pdf):
    change_text_maps(pdf, b"<0000>")


@mutant("6.2.11.7.3")
def text_in_private_characters(pdf):
    change_text_maps(pdf, b"<E000>")


@mutant("6.2.11.8")
def the_glyph_for_what_is_missing(pdf):
    name = next(name for name, font in pdf.pages[0].Resources.Font.items() if font.Subtype == Name.Type0)
    text = b"\n/Artifact BMC BT %s 12 Tf <0000> Tj ET EMC" % name.encode()
    change_content(pdf, lambda content: content + text)


@mutant("UA 7.1")
def an_artifact_without_a_mark(pdf):
    change_content(pdf, lambda content: re.sub(
        rb"/Artifact[^\n]*?BDC(.*?)EMC", rb"\1", content, count=1, flags=re.S), page=-1)


@mutant("UA 7.1")
def an_artifact_inside_of_text(pdf):
    change_content(pdf, lambda content: re.sub(rb"(/P ?<</MCID \d+>>BDC)", rb"\1 /Artifact BMC EMC", content, count=1))


@mutant("UA 7.1")
def text_inside_of_an_artifact(pdf):
    change_content(pdf, lambda content: b"/Artifact BMC\n" + content + b"\nEMC")


@mutant("14.7.4.4", name="parents that are swapped")
def swapped_parents(pdf):
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[len(row) - 1] = row[len(row) - 1], row[0]


@mutant("14.7.4.4", name="a parent too few")
def parent_too_few(pdf):
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    del row[len(row) - 1]


@mutant("14.8.2.3", name="another order than that of the page")
def another_order(pdf):
    top = pdf.Root.StructTreeRoot.K
    top = top[0] if isinstance(top, Array) else top
    top["/K"] = Array(list(top.K)[::-1])


@mutant("6.6.3")
def metadata_that_disagree(pdf):
    pdf.docinfo["/Title"] = String("another title")


# Changes that pikepdf would mend while it saves.
BYTES = {
    "bytes before the header": ("6.1.2", lambda data: b"\n" + data),
    "no sign of a binary file": ("6.1.2", lambda data: data.replace(b"\n%\xe2\xe3\xcf\xd3", b"\n%aaaa", 1)),
    "no identifier": ("6.1.3", lambda data: data.replace(b"/ID[", b"/IX[", 1)),
    "bytes behind the end": ("6.1.3", lambda data: data + b"more\n"),
    "a stream outside of the file": ("6.1.7.1", lambda data: data.replace(b"/Subtype/XML", b"/F(data.bin)", 1)),
    "a stream that is longer than it says": ("6.1.7.1", lambda data: re.sub(
        rb"/Length (\d+)>>(?=\nstream\n<\?xpacket)", lambda found: b"/Length %d>>" % (int(found[1]) - 7), data)),
}


def make(base, folder):
    made = []
    for name, (clause, data) in BYTES.items():
        path = folder / f"{name.replace('/', '-')}.pdf"
        original = base["2a"].read_bytes()
        changed = data(original)
        assert changed != original, name
        path.write_bytes(changed)
        made.append((name, clause, path, 2))
    for name, (clause, kind, change) in MUTANTS.items():
        path = folder / f"{name.replace('/', '-')}.pdf"
        with pikepdf.open(base[kind]) as pdf:
            if change(pdf) is False:
                print(f"{clause:12} {name}: there is nothing to break")
                continue
            pdf.save(path, deterministic_id=True, fix_metadata_version=False)
        made.append((name, clause, path, int(kind[0])))
    path = folder / "a password.pdf"
    with pikepdf.open(base["2a"]) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="", R=6))
    made.append(("a password", "6.1.3", path, 2))
    return made


def noticed(check, path, *part):
    try:
        return bool(list(check(path, *part)))
    except Exception:  # a checker that cannot read the file has noticed, too
        return True


def main():
    start = time.monotonic()
    vera = pdf_checks.VeraPDF()
    quick = {
        "page-validation": pdf_checks.conformance, "veraPDF": vera.faults, "parent tree": pdf_checks.parent_tree,
        "metadata": pdf_checks.metadata,
    }
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        brief = folder / "brief.md"
        brief.write_text(BRIEF, encoding="utf-8")
        (folder / "picture.png").write_bytes(PICTURE.read_bytes())
        base = {kind: folder / f"good-{kind}.pdf" for kind in ("2a", "3a")}
        for kind, path in base.items():
            subprocess.run(
                [sys.argv[1], "render", brief, "--no-system-fonts", "--archive", kind, "-o", path], check=True)
            # Saved anew and not broken, no checker may find anything: what it finds in a mutant is then what was broken.
            saved = folder / f"saved-{kind}.pdf"
            with pikepdf.open(path) as pdf:
                pdf.save(saved, deterministic_id=True, fix_metadata_version=False)
            for file in (path, saved):
                for check in [*quick.values(), pdf_checks.read_aloud]:
                    for fault in check(file):
                        print(f"the good file, {file.name}: {fault}")
                        faults += 1
        made = make(base, folder)
        counts = dict.fromkeys([*quick, "outloud"], 0)
        for name, clause, path, part in made:
            # A file that no longer says what it is has to be looked at as what it was.
            by = [
                checker for checker, check in quick.items()
                if noticed(check, path, *([part] if checker in ("page-validation", "veraPDF") else []))
            ]
            # The slow one only for what it is there for, and where the others see nothing.
            if (not by or clause.startswith(("UA", "14"))) and noticed(pdf_checks.read_aloud, path):
                by.append("outloud")
            for checker in by:
                counts[checker] += 1
            print(f"{clause:12} {name}: {', '.join(by) or 'NOBODY NOTICES'}")
            faults += not by
    table = ", ".join(f"{checker} {count}" for checker, count in counts.items())
    print(f"{faults} faults in {len(made)} mutants: {table} ({time.monotonic() - start:.1f} s)")
    return 1 if faults or len(made) < 60 else 0


if __name__ == "__main__":
    sys.exit(main())
