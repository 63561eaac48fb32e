"""typst_brief.py FONTS STANDARDS IN OUT.pdf [IN OUT.pdf]...: renders brief.typ with the Typst compiler of PyPI.

STANDARDS is a list such as a-2a,ua-1, or - for a plain PDF.
"""
import json
import sys
from pathlib import Path

import typst

fonts, standards, *files = sys.argv[1:]
options = {} if standards == "-" else {"pdf_standards": standards.split(",")}
here = Path(__file__).resolve().parent
compiler = None
for source, target in zip(files[::2], files[1::2]):
    rows = [line.split("\t", 2) for line in Path(source).read_text(encoding="utf-8").splitlines()]
    inputs = {"paragraphs": json.dumps(rows, ensure_ascii=False)}
    if compiler is None:
        compiler = typst.Compiler(
            str(here / "brief.typ"), root=str(here), font_paths=[fonts], ignore_system_fonts=True, sys_inputs=inputs)
    Path(target).write_bytes(compiler.compile(format="pdf", sys_inputs=inputs, **options))
