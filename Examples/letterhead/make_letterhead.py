#!/usr/bin/env python3
"""Makes letterhead.docx: make_letterhead.py [FILE]

A letterhead as an office has it: an emblem and the office's name on the first page, page numbers on the others, the address at the
foot, and a table of fields above the place for the brief. All parts are written here; the same bytes on every run.
"""
import struct
import sys
import zipfile
import zlib
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "TH SarabunPSK"


def emblem(size=240):
    """Three rings around a rising sun, in one colour: a PNG with an alpha channel."""
    rows = bytearray()
    middle = (size - 1) / 2
    for y in range(size):
        rows.append(0)
        for x in range(size):
            dx, dy = (x - middle) / middle, (y - middle) / middle
            radius = (dx * dx + dy * dy) ** 0.5
            ring = 0.90 < radius < 0.98 or 0.82 < radius < 0.85
            sun = radius < 0.80 and dy < 0.35 and dx * dx + (dy - 0.35) ** 2 < 0.16
            wave = radius < 0.78 and dy > 0.42 and int((dy - 0.42) * 14) % 2 == 0
            rows += bytes((31, 56, 100, 255 if ring or sun or wave else 0))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0))
            + chunk(b"pHYs", struct.pack(">IIB", 7874, 7874, 1)) + chunk(b"IDAT", zlib.compress(bytes(rows), 9))
            + chunk(b"IEND", b""))


def root(name, inside, more=""):
    return f'{HEAD}<w:{name} xmlns:w="{MAIN}" xmlns:r="{OFFICE}"{more}>{inside}</w:{name}>'


def run(text, look=""):
    return f'<w:r><w:rPr><w:rFonts w:hint="cs"/>{look}<w:cs/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD = "<w:b/><w:bCs/>"


def paragraph(inside, style=None, more=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{inside}</w:p>"


def control(number, tag, title, look=""):
    """A content control that Sarup fills: its tag is the name of the field."""
    return (f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/><w:text/></w:sdtPr>'
            f'<w:sdtContent>{run("[" + title + "]", look)}</w:sdtContent></w:sdt>')


def picture(relationship, width, height):
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="ตราสำนักงาน" descr="ตราสำนักงาน"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture">'
        '<pic:nvPicPr><pic:cNvPr id="1" name="ตราสำนักงาน"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")


def field(instruction, shown):
    def character(kind):
        return f'<w:r><w:rPr><w:rFonts w:hint="cs"/><w:cs/></w:rPr><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return character("begin") + code + character("separate") + run(shown) + character("end")


FIRST = root("hdr", paragraph(picture("rId1", 900000, 900000), "Header", '<w:jc w:val="center"/>')
             + paragraph(control(101, "agency", "ส่วนราชการ"), "OfficeName"))
REST = root("hdr", paragraph(run("- ") + field("PAGE", "๒") + run(" -"), "Header", '<w:jc w:val="center"/>'))
FOOT = root(
    "ftr",
    paragraph(
        run("๙๙ ถนนตัวอย่าง เขตพระนคร กรุงเทพฯ ๑๐๒๐๐ โทรศัพท์ ๐ ๒๐๐๐ ๐๐๐๐ ")
        + '<w:hyperlink r:id="rId1"><w:r><w:t>www.example.go.th</w:t></w:r></w:hyperlink>', "Footer",
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="1F3864"/></w:pBdr><w:jc w:val="center"/>'))


def cell(width, inside):
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(inside)}</w:tc>'


FIELDS = (
    '<w:tbl><w:tblPr><w:tblW w:w="9071" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="4535"/><w:gridCol w:w="4536"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>'
    + cell(4535, run("ที่ ", BOLD) + control(102, "number", "ที่"))
    + cell(4536, run("วันที่ ", BOLD) + control(103, "date", "วันที่")) + "</w:tr></w:tbl>")
DOCUMENT = root(
    "document",
    "<w:body>" + FIELDS + paragraph(run("{{body}}"))
    + paragraph(run("สำเนาส่ง: สำนักบริหารกลาง"), more='<w:spacing w:before="240"/>')
    + '<w:sectPr><w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/>'
      '<w:footerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId7"/>'
      '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1701" w:header="709" '
      'w:footer="567" w:gutter="0"/><w:pgNumType w:fmt="thaiNumbers"/><w:titlePg/></w:sectPr></w:body>')


def style(kind, name, inside, identifier=None, more=""):
    identifier = identifier or name.title().replace(" ", "")
    return f'<w:style w:type="{kind}"{more} w:styleId="{identifier}"><w:name w:val="{name}"/>{inside}</w:style>'


def sizes(number):
    return f'<w:sz w:val="{number}"/><w:szCs w:val="{number}"/>'


NAVY = '<w:color w:val="1F3864"/>'
FONTS = "".join(f' w:{slot}="{FONT}"' for slot in ("ascii", "eastAsia", "hAnsi", "cs"))
STYLES = root(
    "styles",
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{FONTS}/>{sizes(32)}<w:lang w:val="en-US" w:eastAsia="en-US" '
    'w:bidi="th-TH"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    + style("paragraph", "Normal", "<w:qFormat/>", more=' w:default="1"')
    + style("character", "Default Paragraph Font", '<w:uiPriority w:val="1"/>', more=' w:default="1"')
    + style("table", "Normal Table", '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>', "TableNormal", ' w:default="1"')
    + style("numbering", "No List", '<w:uiPriority w:val="99"/>', more=' w:default="1"')
    + style("paragraph", "Title", '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="120" '
            f'w:after="60"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr>{BOLD}{NAVY}{sizes(44)}</w:rPr>')
    + style("paragraph", "heading 1", '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240"/>'
            f'<w:outlineLvl w:val="0"/></w:pPr><w:rPr>{BOLD}{NAVY}{sizes(36)}</w:rPr>', "Heading1")
    + style("paragraph", "header", '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/>')
    + style("paragraph", "Office Name", '<w:basedOn w:val="Header"/><w:pPr><w:spacing w:after="120"/><w:jc w:val="center"/>'
            f'</w:pPr><w:rPr>{BOLD}{sizes(40)}</w:rPr>', more=' w:customStyle="1"')
    + style("paragraph", "footer", f'<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:rPr>{NAVY}{sizes(26)}</w:rPr>'))
SETTINGS = root(
    "settings",
    '<w:defaultTabStop w:val="709"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/>')


def relationships(*entries):
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if target.startswith("https:") else "") + "/>" for number, kind, target in entries)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>' for part, kind in (
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("header1", "header"),
            ("header2", "header"), ("footer1", "footer"))) + "</Types>")


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("letterhead.docx")
    parts = (
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", relationships((1, "officeDocument", "word/document.xml"))),
        ("word/document.xml", DOCUMENT),
        ("word/_rels/document.xml.rels", relationships(
            (1, "styles", "styles.xml"), (2, "settings", "settings.xml"), (5, "header", "header1.xml"),
            (6, "header", "header2.xml"), (7, "footer", "footer1.xml"))),
        ("word/styles.xml", STYLES), ("word/settings.xml", SETTINGS), ("word/header1.xml", FIRST),
        ("word/_rels/header1.xml.rels", relationships((1, "image", "media/emblem.png"))), ("word/header2.xml", REST),
        ("word/footer1.xml", FOOT),
        ("word/_rels/footer1.xml.rels", relationships((1, "hyperlink", "https://www.example.go.th/"))),
        ("word/media/emblem.png", emblem()))
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)


if __name__ == "__main__":
    main()
