#!/usr/bin/env python3
"""Packs the Unicode properties that Sarup needs into Data/unicode.bin.

  unicode_tables.py UCD_DIR Data/unicode.bin

UCD_DIR is a Unicode Character Database of version 15.0, such as /usr/share/unicode of Debian's unicode-data 15.0.
Python 3.8+, standard library only; the same input gives the same bytes.

Layout, little-endian, read in place by UnicodeProperties.swift:

  0   char[4]  "SUCD"
  4   uint16   version of this layout
  6   uint16   Unicode version, major * 256 + minor
  8   uint32   offset of the records
  12  uint32   offset of the blocks
  16  uint16[] block number of each 128 scalars, U+0000 to U+10FFFF
  ..  uint32[] records: one a combination of properties that occurs
  ..  uint8[]  blocks of 128 record numbers

A record: bits 0-5 line-break class after LB1, 6-9 grapheme-cluster class, 10-12 script, 13 East Asian wide, fullwidth or
halfwidth, 14 Extended_Pictographic, 15 unassigned, 16 decimal digit, 17 letter, 18 white space.
"""
import os
import struct
import sys

SHIFT = 7
LAYOUT = 1

# The order is that of the Swift enums LineBreakClass, GraphemeClass and Script.
LINE_BREAK = ("AL BK CR LF CM NL WJ ZW GL SP ZWJ B2 BA BB HY CB CL CP EX IN NS OP QU IS NU PO PR SY HL ID H2 H3 JL JV JT EB EM "
              "RI SA").split()
GRAPHEME = "Other CR LF Control Extend ZWJ Regional_Indicator Prepend SpacingMark L V T LV LVT".split()
SCRIPT = "thai latin lao khmer myanmar cjk other neutral".split()
SCRIPT_OF = {"Thai": "thai", "Latin": "latin", "Lao": "lao", "Khmer": "khmer", "Myanmar": "myanmar",
             "Han": "cjk", "Hiragana": "cjk", "Katakana": "cjk", "Hangul": "cjk", "Bopomofo": "cjk",
             "Common": "neutral", "Inherited": "neutral", "Unknown": "neutral"}


def ranges(path, field=1):
    """(first, last, value) of a property file, its @missing lines first, so that later lines overrule them."""
    missing, given = [], []
    for line in open(path, encoding="utf-8"):
        into = given
        if line.startswith("# @missing:"):
            line, into = line[len("# @missing:"):], missing
        parts = [p.strip() for p in line.split("#")[0].split(";")]
        if len(parts) <= field:
            continue
        first, _, last = parts[0].partition("..")
        into.append((int(first, 16), int(last or first, 16), parts[field]))
    return missing + given


def table(path, default, wanted=None):
    values = [default] * 0x110000
    for first, last, value in ranges(path):
        if wanted is None or value in wanted:
            values[first:last + 1] = [value] * (last + 1 - first)
    return values


def main():
    ucd, out = sys.argv[1:]
    path = lambda *parts: os.path.join(ucd, *parts)
    with open(path("LineBreak.txt"), encoding="utf-8") as f:
        name = f.readline().strip()
    if not name.startswith("# LineBreak-15.0"):
        sys.exit(f"want Unicode 15.0, found {name}")
    line_break = table(path("LineBreak.txt"), "XX")
    grapheme = table(path("auxiliary", "GraphemeBreakProperty.txt"), "Other")
    script = table(path("Scripts.txt"), "Unknown")
    width = table(path("EastAsianWidth.txt"), "N")
    category = table(path("extracted", "DerivedGeneralCategory.txt"), "Cn")
    pictographic = table(path("emoji", "emoji-data.txt"), "", {"Extended_Pictographic"})
    white = table(path("PropList.txt"), "", {"White_Space"})

    def record(c):
        lb, gc = line_break[c], category[c]
        if lb == "SA" and gc in ("Mn", "Mc"):
            lb = "CM"
        lb = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS"}.get(lb, lb)          # LB1
        # The baht sign has the script Common; only Thai faces are sure to have it.
        sc = "thai" if c == 0x0E3F else SCRIPT_OF.get(script[c], "other")
        return (LINE_BREAK.index(lb) | GRAPHEME.index(grapheme[c]) << 6 | SCRIPT.index(sc) << 10
                | (width[c] in "FWH") << 13 | (pictographic[c] != "") << 14 | (gc == "Cn") << 15
                | (gc == "Nd") << 16 | (gc[0] == "L") << 17 | (white[c] != "") << 18)

    records, blocks, stage1 = {}, {}, []
    for start in range(0, 0x110000, 1 << SHIFT):
        block = bytes(records.setdefault(record(c), len(records)) for c in range(start, start + (1 << SHIFT)))
        stage1.append(blocks.setdefault(block, len(blocks)))
    records_at = 16 + 2 * len(stage1)
    blocks_at = records_at + 4 * len(records)
    data = struct.pack("<4sHHII", b"SUCD", LAYOUT, 15 << 8, records_at, blocks_at)
    data += struct.pack("<%dH" % len(stage1), *stage1) + struct.pack("<%dI" % len(records), *records) + b"".join(blocks)
    with open(out, "wb") as f:
        f.write(data)
    print(f"{out}: {len(records)} records, {len(blocks)} blocks, {len(data)} bytes")


if __name__ == "__main__":
    main()
