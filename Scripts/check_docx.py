#!/usr/bin/env python3
"""Checks Word files: check_docx.py FILE.docx...

The schema and the rules of the SDK are openxml-audit's part, references between parts ooxml-integrity's. Here stands what is valid and
yet wrong: Thai that Word does not take for Thai, numbers and links that lead nowhere, fields that never end, what a screen reader misses.
Prints a line a fault and the count; exit status 0 when there is none.
"""
import posixpath
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import office_checks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
STORE_ITEM = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
STORY = re.compile(r"word/(document|(header|footer)\d*|footnotes|endnotes)\.xml")
THAI = re.compile(r"[\u0e01-\u0e5b]")
LATIN = re.compile(r"[A-Za-z]")
# Those that hold a place of their own: no marks, no digits.
THAI_LETTER = re.compile(r"[\u0e01-\u0e30\u0e32\u0e40-\u0e46\u0e4f\u0e5a\u0e5b]")
LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
INVISIBLE = re.compile("[\u200b\u200c\u2060\u00ad\ufeff]")
# Nikhahit and SARA AA for SARA AM; a tone mark before the vowel that belongs under it.
DISORDER = re.compile("\u0e4d[\u0e48-\u0e4b]?\u0e32|[\u0e48-\u0e4b][\u0e34-\u0e3a]")
W3CDTF = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TWINS = (("sz", "szCs"), ("b", "bCs"), ("i", "iCs"))


def value(node, path, attribute="val"):
    found = None if node is None else node.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute, "true")


def is_on(node, name):
    return value(node, name) not in (None, "0", "false", "off")


def text_of(node):
    return "".join(piece.text or "" for piece in node.iter(W + "t"))


class WordFile:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.parts = {
                name: ElementTree.fromstring(archive.read(name)) for name in self.names if name.endswith((".xml", ".rels"))}
        self.stories = {name: part for name, part in self.parts.items() if STORY.fullmatch(name)}
        styles = self.parts["word/styles.xml"]
        self.styles = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}

    def inherited(self, style, path):
        """A property of a style or of those it is based on."""
        for _ in range(len(self.styles)):
            node = self.styles.get(style)
            found = value(node, path)
            if node is None or found is not None:
                return found
            style = value(node, "basedOn")
        return None

    def faults(self, isSensible):
        yield from self.settings()
        yield from self.properties()
        yield from self.relationships()
        yield from self.numbers()
        for name, part in self.parts.items():
            yield from self.twins(name, part)
        for name, part in self.stories.items():
            for fault in (*self.marks(name, part), *self.fields(part), *self.bindings(part), *self.paragraphs(part)):
                yield f"{name}: {fault}"
        if isSensible:
            yield from self.reading()

    def settings(self):
        settings = self.parts["word/settings.xml"]
        modes = [node.get(W + "val") for node in settings.iter(W + "compatSetting")
                 if node.get(W + "name") == "compatibilityMode"]
        if modes != ["15"]:
            yield f"compatibility mode is {modes}, so Word does not break Thai between words"
        if value(settings, "themeFontLang", "bidi") != "th-TH":
            yield "settings: themeFontLang does not say th-TH"
        defaults = self.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if value(defaults, "lang", "bidi") != "th-TH":
            yield "styles: the default language of complex scripts is not th-TH"
        if not value(defaults, "rFonts", "cs"):
            yield "styles: no default font for Thai"

    def properties(self):
        core = {node.tag.split("}")[1]: node.text or "" for node in self.parts["docProps/core.xml"]}
        if not core.get("title", "").strip():
            yield "core properties: no title"
        if not core.get("language"):
            yield "core properties: no language"
        for name in ("created", "modified"):
            if name in core and not W3CDTF.fullmatch(core[name]):
                yield f"core properties: {name} is {core[name]}"

    def relationships(self):
        for name, part in self.parts.items():
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            for node in part:
                target = node.get("Target", "")
                if node.get("TargetMode") == "External":
                    if not re.match(r"(https?|mailto):.", target, re.IGNORECASE):
                        yield f"{name}: leads out to {target}"
                elif posixpath.normpath(posixpath.join(folder, target)) not in self.names:
                    yield f"{name}: {target} is not there"

    def numbers(self):
        numbering = self.parts.get("word/numbering.xml", ElementTree.Element("none"))
        lists = {node.get(W + "abstractNumId") for node in numbering.iter(W + "abstractNum")}
        instances = {node.get(W + "numId"): value(node, "abstractNumId") for node in numbering.findall(W + "num")}
        for instance, definition in instances.items():
            if definition not in lists:
                yield f"numbering: list {instance} has no definition"
        for name in (*self.stories, "word/styles.xml"):
            for node in self.parts[name].iter(W + "numId"):
                if node.get(W + "val") not in (*instances, "0"):
                    yield f"{name}: list {node.get(W + 'val')} is not there"

    @staticmethod
    def twins(name, part):
        for properties in part.iter(W + "rPr"):
            for latin, thai in TWINS:
                if value(properties, latin) != value(properties, thai):
                    yield f"{name}: {latin} and {thai} differ, so Thai looks otherwise"

    def marks(self, name, part):
        """Ids and names that must not come twice; links to them."""
        kinds = (
            ("bookmark id", [node.get(W + "id") for node in part.iter(W + "bookmarkStart")]),
            ("bookmark", [node.get(W + "name", "").lower() for node in part.iter(W + "bookmarkStart")]),
            ("control id", [value(node, "id") for node in part.iter(W + "sdtPr")]),
            ("picture id", [node.get("id") for node in part.iter(WP + "docPr")]))
        for kind, names in kinds:
            for repeated, count in Counter(names).items():
                if count > 1:
                    yield f"{kind} {repeated} comes {count} times"
        known = {node.get(W + "name") for node in self.stories["word/document.xml"].iter(W + "bookmarkStart")}
        for link in part.iter(W + "hyperlink"):
            anchor = link.get(W + "anchor")
            if anchor and anchor not in known:
                yield f"a link leads to {anchor}, which is not there"

    @staticmethod
    def fields(part):
        depth = 0
        for node in part.iter(W + "fldChar"):
            depth += {"begin": 1, "end": -1}.get(node.get(W + "fldCharType"), 0)
            if depth < 0:
                break
        if depth != 0:
            yield "a field does not begin and end once"

    def bindings(self, part):
        stores = {
            node.attrib[STORE_ITEM]: self.parts.get(name.replace("itemProps", "item"))
            for name, node in self.parts.items() if STORE_ITEM in node.attrib}
        for control in part.iter(W + "sdt"):
            binding = control.find(f"{W}sdtPr/{W}dataBinding")
            if binding is None:
                continue
            names = dict(re.findall(r"xmlns:(\w+)='([^']*)'", binding.get(W + "prefixMappings", "")))
            steps = [step.split("[")[0].split(":") for step in binding.get(W + "xpath", "").strip("/").split("/")]
            node = stores.get(binding.get(W + "storeItemID"))
            path = ["{%s}%s" % (names.get(step[0]), step[-1]) for step in steps]
            if node is None or node.tag != path[0]:
                yield "a control is bound to data that is not there"
                continue
            for step in path[1:]:
                node = None if node is None else node.find(step)
            shown = text_of(control)
            if node is None or (node.text or "") != shown:
                yield f"a control shows {shown[:30]!r} and its data says {'nothing' if node is None else repr(node.text)}"

    def paragraphs(self, part):
        for paragraph in part.iter(W + "p"):
            text = text_of(paragraph)
            for run in paragraph.iter(W + "r"):
                shown, is_complex = text_of(run), is_on(run.find(W + "rPr"), "cs")
                if THAI.search(shown) and not is_complex:
                    yield f"Thai that is not tagged as such: {shown[:30]!r}"
                if LATIN.search(shown) and is_complex:
                    yield f"Latin letters tagged as Thai: {shown[:30]!r}"
            if not THAI.search(text):
                continue
            properties = paragraph.find(W + "pPr")
            alignment = value(properties, "jc") or self.inherited(value(properties, "pStyle"), "pPr/jc")
            if alignment in ("both", "distribute") and len(THAI_LETTER.findall(text)) >= len(LATIN_LETTER.findall(text)):
                yield f"Thai justified as Latin is: {text[:30]!r}"
            if INVISIBLE.search(text):
                yield f"an invisible character in {text[:30]!r}"
            if DISORDER.search(text):
                yield f"marks out of order in {text[:30]!r}"

    def reading(self):
        """What those who do not see the page need."""
        body = self.stories["word/document.xml"]
        last = 0
        for paragraph in body.iter(W + "p"):
            style = value(paragraph, "pPr/pStyle")
            outline = value(paragraph, "pPr/outlineLvl") or (style and self.inherited(style, "pPr/outlineLvl"))
            if outline is not None and int(outline) < 9:
                if int(outline) > last:
                    yield f"a heading of level {int(outline) + 1} follows one of level {last}"
                last = int(outline) + 1
        for table in body.iter(W + "tbl"):
            # One without a style puts blocks side by side, and says nothing with its rows and columns.
            if table.find(f"{W}tblPr/{W}tblStyle") is not None and table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
                yield "a table has no header row"
        for picture in body.iter(WP + "docPr"):
            if not picture.get("descr") and not any(node.tag.endswith("}decorative") for node in picture.iter()):
                yield "a picture has no alternative text"
        for section in body.iter(W + "sectPr"):
            if section.find(W + "pgSz") is None or section.find(W + "pgMar") is None:
                yield "a section does not say its page"


def own_faults(path, isSensible=True):
    """What is valid and yet wrong, a clause each; of a text that makes no sense, not what its author may have done wrong."""
    try:
        yield from WordFile(path).faults(isSensible)
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile) as error:
        yield f"cannot be read: {error!r}"


def faults(path, isSensible=True):
    """What is wrong with a file, a clause each; also for scripts that check more than Word files."""
    yield from office_checks.audit(path)
    yield from office_checks.integrity(path)
    yield from own_faults(path, isSensible)


def main():
    count = 0
    for path in sys.argv[1:]:
        for fault in faults(path):
            print(f"{path}: {fault}")
            count += 1
    print(f"{count} faults in {len(sys.argv) - 1} files")
    return 1 if count or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
