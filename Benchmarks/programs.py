"""The programs that are compared, and how each is started.

Each gets the best chance that its users would give it: one process for many briefs, its fonts, styles and compilers kept from one to
the next where it has calls for that, its input in the form it reads quickest, prepared beforehand.
"""
import importlib.metadata
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
FONTS = HERE.parent / "Fonts"
ARCHIVE = ('pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
           '"PDFUACompliance":{"type":"boolean","value":"true"}}')


@dataclass
class Program:
    key: str
    label: str
    ending: str
    # Briefs by name to the command that renders them, in one process.
    command: Callable
    # The file that a brief becomes.
    output: Callable
    # A program that writes another kind of PDF than the row above it: measured on the one brief alone.
    is_variant: bool = False
    # Modules whose loading is part of a cold start.
    python: str = ""


class Programs:
    def __init__(self, sarup, work):
        self.sarup, self.work = sarup, work
        self.out = work / "out"
        self.all = [
            self.ours("sarup-pdf", "Sarup, PDF/A-2a and PDF/UA-1", "pdf"),
            self.pango(),
            self.scripted("typst", "Typst, plain PDF", "typst_brief.py", [FONTS, "-"], "typst"),
            self.scripted("typst-ua", "Typst, PDF/A-2a and PDF/UA-1", "typst_brief.py", [FONTS, "a-2a,ua-1"], "typst"),
            self.scripted("weasyprint", "WeasyPrint, plain PDF", "weasyprint_brief.py", ["-", "-"], "weasyprint"),
            self.scripted("weasyprint-ua", "WeasyPrint, PDF/UA-1", "weasyprint_brief.py", ["-", "pdf/ua-1"], "weasyprint",
                          is_variant=True),
            self.office("libreoffice", "LibreOffice, plain PDF", "pdf", "pdf"),
            self.office("libreoffice-ua", "LibreOffice, PDF/A-2b and PDF/UA-1", "pdf", ARCHIVE, is_variant=True),
            self.ours("sarup-docx", "Sarup, DOCX", "docx"),
            self.scripted("python-docx", "python-docx, DOCX", "python_docx_brief.py", [], "docx", ending="docx"),
            self.scripted("docxtpl", "docxtpl, DOCX", "docxtpl_brief.py", [work / "template.docx", "-"], "docxtpl", ending="docx"),
            self.office("libreoffice-docx", "LibreOffice, DOCX", "docx", "docx"),
        ]
        self.base = self["pango"]

    def __getitem__(self, key):
        return next(program for program in self.all if program.key == key)

    def file(self, name, ending):
        return self.out / f"{name}.{ending}"

    def pairs(self, names, ending):
        return [file for name in names for file in (self.file(name, "txt"), self.file(name, ending))]

    def ours(self, key, label, kind):
        return Program(
            key, label, kind, output=lambda name: self.file(name, kind),
            command=lambda names, right="20": [self.sarup, "render", "--to", kind, "--no-system-fonts"]
            + (["--template", self.work / f"right-{right}.yaml"] if right != "20" else [])
            + [self.file(name, "md") for name in names])

    def pango(self):
        return Program(
            "pango", "Pango and Cairo in C, plain PDF", "pdf", output=lambda name: self.file(name, "pango.pdf"),
            command=lambda names, right="20": [self.work / "pango_brief", "--right", right] + self.pairs(names, "pango.pdf"))

    def scripted(self, key, label, script, before, module, ending="pdf", is_variant=False):
        ending = f"{key}.{ending}"
        return Program(
            key, label, ending.rsplit(".", 1)[1], is_variant=is_variant, python=module, output=lambda name: self.file(name, ending),
            command=lambda names, right="20": [sys.executable, PEERS / script]
            + (["--right", right] if ending.endswith("pdf") else []) + before + self.pairs(names, ending))

    def office(self, key, label, ending, kind, is_variant=False):
        # A profile of its own for each process: two at a time cannot share one. A folder of its own for each kind of file.
        folder = self.out / key
        return Program(
            key, label, ending, is_variant=is_variant, output=lambda name: folder / f"{name}.{ending}",
            # The margin stands in the file.
            command=lambda names, right="20", profile="1": [
                "soffice", f"-env:UserInstallation=file://{self.work}/profile-{profile}", "--headless", "--norestore",
                "--convert-to", kind, "--outdir", folder] + [self.file(name, "fodt") for name in names])

    def versions(self):
        def first(*command):
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")[0].strip()
        found = {"Sarup": first(self.sarup, "--version").removeprefix("sarup ")}
        found |= {name: first("pkg-config", "--modversion", module)
                  for name, module in (("Pango", "pangocairo"), ("Cairo", "cairo"), ("HarfBuzz", "harfbuzz"), ("libthai", "libthai"))
                  if subprocess.run(["pkg-config", "--exists", module]).returncode == 0}
        for name, module in (("Typst", "typst"), ("WeasyPrint", "weasyprint"), ("python-docx", "python-docx"), ("docxtpl", "docxtpl")):
            found[name] = importlib.metadata.version(module)
        found["LibreOffice"] = first("soffice", "--version").split()[1]
        return found


def environment(work):
    """What all programs are started with: our faces and nothing else, with a cache of fonts of their own."""
    os.environ["FONTCONFIG_FILE"] = str(work / "fonts.conf")
    # Modules are compiled once, as those of a program in use are.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "pycache")
    (work / "fonts.conf").write_text(f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{FONTS}</dir><cachedir>{work}/fontconfig</cachedir></fontconfig>
""", encoding="utf-8")
