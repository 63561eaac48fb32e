"""The brief with python-docx: python_docx_brief.py IN OUT.docx [IN OUT.docx]...

Thai is a complex script in a Word file, with a face, a size and a weight of its own; python-docx has no calls for them, so the
styles take them as XML, once a document. Numbers are text, which is the least work.
"""
import rows
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FACE, SIZE, TITLE_SIZE = "TH Sarabun New", 16, 20


def set_thai(style, size, bold):
    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:cs"), FACE)
    values = [("w:szCs", {"w:val": str(2 * size)}), ("w:lang", {"w:val": "en-US", "w:bidi": "th-TH"})]
    for tag, attributes in ([("w:bCs", {})] if bold else []) + values:
        element = OxmlElement(tag)
        for name, value in attributes.items():
            element.set(qn(name), value)
        properties.append(element)


def add_page_number(paragraph):
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("- ")
    for kind in ("begin", "PAGE", "end"):
        element = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            element.text = kind
        else:
            element.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(element)
    paragraph.add_run(" -")


def start():
    """A document with page, styles and running head, and no text."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(20), Mm(25), Mm(20)
    section.different_first_page_header_footer = True
    add_page_number(section.header.paragraphs[0])
    set_thai(document.styles["Normal"], SIZE, False)
    set_thai(document.styles["Heading 1"], TITLE_SIZE, True)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    return document


def add(document, kind, text):
    if kind == "T":
        document.core_properties.title = text
        document.add_heading(text, 1).alignment = WD_ALIGN_PARAGRAPH.CENTER
        return
    paragraph = document.add_paragraph(text)
    if kind == "C":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.space_after = Pt(0)
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(25)


if __name__ == "__main__":
    _, files = rows.arguments()
    for source, target in files:
        document = start()
        for kind, number, text in rows.read(source):
            add(document, kind, rows.numbered(number, text))
        document.save(target)
