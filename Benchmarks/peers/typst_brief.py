"""brief.typ with the Typst compiler of PyPI: typst_brief.py [--right MM] FONTS STANDARDS IN OUT.pdf [IN OUT.pdf]...

STANDARDS is a list such as a-2a,ua-1, or - for a plain PDF. One compiler serves all briefs, and the data comes as an input, so that
nothing is read twice.
"""
import json
from pathlib import Path

import rows
import typst

right, [(fonts, standards), *files] = rows.arguments()
options = {} if standards == "-" else {"pdf_standards": standards.split(",")}
here = Path(__file__).resolve().parent
compiler = None
for source, target in files:
    inputs = {"right": right, "paragraphs": json.dumps(rows.read(source), ensure_ascii=False)}
    if compiler is None:
        compiler = typst.Compiler(
            str(here / "brief.typ"), root=str(here), font_paths=[fonts], ignore_system_fonts=True, sys_inputs=inputs)
    Path(target).write_bytes(compiler.compile(format="pdf", sys_inputs=inputs, **options))
