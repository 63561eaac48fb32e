"""The brief as flat OpenDocument, what LibreOffice reads quickest: flat_odf.py [--right MM] IN OUT.fodt [IN OUT.fodt]...

Made before anything is measured, so that LibreOffice is timed for what only it can do.
"""
from html import escape
from pathlib import Path

import rows

SPACES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("meta", "meta"), ("fo", "xsl-fo-compatible"),
    ("svg", "svg-compatible")))
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document %(spaces)s xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"
  office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>%(title)s</dc:title><dc:language>th-TH</dc:language></office:meta>
<office:font-face-decls><style:font-face style:name="Sarabun" svg:font-family="Sarabun"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph">
<style:paragraph-properties fo:line-height="21.3pt"/>
<style:text-properties style:font-name="Sarabun" style:font-name-complex="Sarabun" fo:font-size="10.7pt"
  style:font-size-complex="10.7pt" fo:language="en" fo:country="US" style:language-complex="th" style:country-complex="TH"/>
</style:default-style>
<style:style style:name="T" style:family="paragraph" style:default-outline-level="1">
<style:paragraph-properties fo:text-align="center" fo:margin-bottom="6pt"/>
<style:text-properties fo:font-weight="bold" style:font-weight-complex="bold" fo:font-size="13.4pt" style:font-size-complex="13.4pt"/>
</style:style>
<style:style style:name="P" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" fo:text-indent="25mm" fo:margin-bottom="6pt"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="A4">
<style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-left="30mm" fo:margin-right="%(right)smm"
  fo:margin-top="15mm" fo:margin-bottom="20mm"/>
<style:header-style><style:header-footer-properties svg:height="10mm" fo:margin-bottom="0mm"/></style:header-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p text:style-name="Head">- <text:page-number text:select-page="current"/> -</text:p></style:header>
<style:header-first><text:p text:style-name="Head"/></style:header-first>
</style:master-page></office:master-styles>
<office:body><office:text>
"""


def document(paragraphs, right):
    parts = [HEAD % {"spaces": SPACES, "title": escape(paragraphs[0][2]), "right": right}]
    for kind, number, text in paragraphs:
        text = escape(rows.numbered(number, text))
        if kind == "T":
            parts.append(f'<text:h text:style-name="T" text:outline-level="1">{text}</text:h>\n')
        else:
            parts.append(f'<text:p text:style-name="{"C" if kind == "C" else "P"}">{text}</text:p>\n')
    return "".join(parts) + "</office:text></office:body></office:document>\n"


if __name__ == "__main__":
    margin, files = rows.arguments()
    for source, target in files:
        Path(target).write_text(document(rows.read(source), margin), encoding="utf-8")
