"""The brief as a page of HTML, set by WeasyPrint: weasyprint_brief.py [--right MM] - VARIANT IN OUT.pdf [IN OUT.pdf]...

VARIANT is one of WeasyPrint's, such as pdf/ua-1, or - for a plain PDF; it takes one at a time. One set of fonts serves all briefs.
"""
from html import escape

import rows
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: A4; margin: 25mm %smm 20mm 30mm; @top-center { content: "- " counter(page) " -"; font: 10.7pt Sarabun } }
@page :first { @top-center { content: none } }
body { margin: 0; font: 10.7pt/21.3pt Sarabun }
h1 { margin: 0 0 6pt; font-size: 13.4pt; text-align: center }
p { margin: 0 0 6pt; text-align: justify; text-indent: 25mm }
p.credit { margin: 0; text-align: right; text-indent: 0 }
"""
FORMS = {"T": "<h1>%s</h1>", "P": "<p>%s</p>", "F": "<p>%s</p>", "C": "<p class=credit>%s</p>"}


def page(paragraphs):
    body = "".join(FORMS[kind] % escape(rows.numbered(number, text)) for kind, number, text in paragraphs)
    title = escape(paragraphs[0][2])
    return f"<!DOCTYPE html><html lang=th><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"


right, [(_, variant), *files] = rows.arguments()
options = {} if variant == "-" else {"pdf_variant": variant}
fonts = FontConfiguration()
style = CSS(string=STYLE % right, font_config=fonts)
for source, target in files:
    HTML(string=page(rows.read(source))).write_pdf(target, stylesheets=[style], font_config=fonts, **options)
