"""Thai briefs to PDF, Word, OpenDocument, web pages and pictures.

    import sarup

    pdf = sarup.render({"title": "สรุปการประชุม", "findings": ["ข้อแรก", "ข้อที่สอง"]})
    pathlib.Path("brief.pdf").write_bytes(pdf)

A brief is a dict, a text (Markdown with front matter, YAML or JSON) or the path of a file. Mistakes raise `SarupError`, whose `diagnostics`
say where and what.
"""

from ._diagnostics import Cancelled, Diagnostic, SarupError
from ._inputs import Brief, Options, Template
from ._library import version as _version
from ._renderer import Renderer, check, render, render_all
from ._results import Output, Rendering

__version__ = _version()

__all__ = [
    "Brief",
    "Cancelled",
    "Diagnostic",
    "Options",
    "Output",
    "Renderer",
    "Rendering",
    "SarupError",
    "Template",
    "check",
    "render",
    "render_all",
]
