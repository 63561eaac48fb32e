"""What a brief says of headings, findings, tables, notes and itself, beside what other readers find of it in the Word file."""
import re
import warnings

import docx
import yaml
from docx.oxml.ns import qn
from docx2python import docx2python
from docx2python.iterators import iter_at_depth

from check_outputs import LABEL, MADE, brief_fields, inline, tight

MARKER = re.compile(r"(\d+)[.)] +|[-*+] +")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)


class Structure:
    """Headings with their levels, numbered paragraphs with level and number, bullets, tables of texts, notes; all in order."""

    def __init__(self):
        self.headings, self.numbers, self.bullets, self.tables, self.notes = [], [], [], [], []


def parts(text):
    """The parts of a text between what is made where it stands."""
    return [tight(inline(part)) for part in MADE.split(LABEL.sub("", text))]


def of_markdown(body):
    structure = Structure()
    for fence in FENCE.finditer(body):
        if fence[2] == "table":
            fields = yaml.safe_load(re.sub("^" + fence[1], "", fence[3], flags=re.M))
            structure.tables.append([[parts(str(cell)) for cell in row] for row in fields["rows"]])
    body = FENCE.sub("", body)
    # The columns in which the texts of the items around begin, and whether each has a number.
    around = []
    for block in re.split(r"\n\s*\n", body):
        lines = block.strip("\n").split("\n")
        if lines[0].lstrip().startswith("|"):
            rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in lines]
            structure.tables.append([[parts(cell.strip()) for cell in row] for row in rows[:1] + rows[2:]])
            continue
        texts = []
        for line in lines:
            column = len(line) - len(line.lstrip())
            words, marker = line.strip(), MARKER.match(line.strip())
            if marker:
                around = [one for one in around if one[0] <= column] + [(column + marker.end(), bool(marker[1]))]
                level = sum(one[1] == bool(marker[1]) for one in around) - 1
                kind = ("number", level, int(marker[1])) if marker[1] else ("bullet", level)
                texts.append((kind, words[marker.end():]))
            elif texts:
                texts[-1] = (texts[-1][0], texts[-1][1] + " " + words)
            else:
                around = [one for one in around if one[0] <= column]
                texts.append((None, words))
        for kind, text in texts:
            heading, note = re.match("(#+) +", text), re.match(r"\[\^[^\]]+\]: +", text)
            if kind and kind[0] == "number":
                structure.numbers.append((*kind[1:], parts(text)))
            elif kind:
                structure.bullets.append((kind[1], parts(text)))
            elif heading:
                structure.headings.append((len(heading[1]), parts(text[heading.end():])))
            elif note:
                structure.notes.append(parts(text[note.end():]))
    # The highest heading of a text has the first level.
    highest = min((level for level, _ in structure.headings), default=1)
    structure.headings = [(level - highest + 1, text) for level, text in structure.headings]
    return structure


def of_data(fields):
    structure = Structure()

    def add(findings, level):
        for number, finding in enumerate(findings, 1):
            finding = {"text": finding} if isinstance(finding, str) else finding
            structure.numbers.append((level, number, parts(finding["text"])))
            add(finding.get("findings", []), level + 1)

    add(fields.get("findings", []), 0)
    return structure


# The Word file

class Counting:
    """The numbers that Word shows: ECMA-376 Part 1, 17.9, as far as our files use it."""

    def __init__(self, document):
        self.document, self.counters, self.used = document, {}, set()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            root = []
        self.lists = {node.get(qn("w:abstractNumId")): node for node in root if node.tag == qn("w:abstractNum")}
        self.instances = {node.get(qn("w:numId")): node for node in root if node.tag == qn("w:num")}

    def place(self, paragraph):
        """Level and number; `None` for a paragraph of no list, and number 0 for a bullet."""
        own = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        style = paragraph.style.element.pPr.numPr if paragraph.style.element.pPr is not None else None
        numbering = own if own is not None else style
        if numbering is None or numbering.numId is None or numbering.numId.val == 0:
            return None
        level = 0 if numbering.ilvl is None else numbering.ilvl.val
        instance = self.instances[str(numbering.numId.val)]
        key = instance.find(qn("w:abstractNumId")).get(qn("w:val"))
        form = next(node for node in self.lists[key].iter(qn("w:lvl")) if node.get(qn("w:ilvl")) == str(level))
        if form.find(qn("w:numFmt")).get(qn("w:val")) == "bullet":
            return level, 0
        start = int(form.find(qn("w:start")).get(qn("w:val")))
        over = [node for node in instance.iter(qn("w:lvlOverride")) if node.get(qn("w:ilvl")) == str(level)]
        over = [node.find(qn("w:startOverride")) for node in over if node.find(qn("w:startOverride")) is not None]
        if over and (numbering.numId.val, level) not in self.used:
            self.used.add((numbering.numId.val, level))
            number = int(over[0].get(qn("w:val")))
        else:
            number = self.counters.get((key, level), start - 1) + 1
        self.counters[key, level] = number
        for other in [other for other in self.counters if other[0] == key and other[1] > level]:
            del self.counters[other]
        return level, number


def visible(element):
    """The text of a paragraph with what stands in controls, links and fields."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def of_word(document):
    structure, counting = Structure(), Counting(document)
    for element in document.element.body.iter(qn("w:p")):
        paragraph = docx.text.paragraph.Paragraph(element, document)
        place, text = counting.place(paragraph), tight(visible(element))
        heading = re.fullmatch(r"Heading (\d)", paragraph.style.name)
        if heading:
            structure.headings.append((int(heading[1]), text))
        elif place and place[1]:
            structure.numbers.append((*place, text))
        elif place:
            structure.bullets.append((place[0], text))
    for table in document.tables:
        # One without a style puts blocks side by side.
        if table._tbl.tblPr.find(qn("w:tblStyle")) is not None:
            structure.tables.append([[tight(visible(cell._tc)) for cell in row.cells] for row in table.rows])
    return structure


def says(found, meant):
    """Whether a text has all parts in order, and where nothing is made in it is the same."""
    if len(meant) == 1:
        return found == meant[0]
    place = 0
    for part in meant:
        at = found.find(part, place)
        if at < 0:
            return False
        place = at + len(part)
    return True


def differences(kind, found, meant):
    """Rows of numbers with a text behind them."""
    if len(found) != len(meant):
        yield f"{len(found)} {kind}, and the brief has {len(meant)}"
    for one, other in zip(found, meant):
        if one[:-1] != other[:-1] or not says(one[-1], other[-1]):
            yield f"{kind}: {one} for {other}"
            return


def of_brief(brief):
    fields, body = brief_fields(brief)
    return fields, of_data(fields) if body is None else of_markdown(body)


def has_all(brief):
    """Whether a brief has everything that is broken below."""
    fields, meant = of_brief(brief)
    return bool(meant.headings and meant.numbers and meant.tables and meant.notes and fields.get("credits"))


def faults(path, brief):
    fields, meant = of_brief(brief)
    document = docx.Document(str(path))
    found = of_word(document)
    known = {style.style_id for style in document.styles}
    for node in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")):
        if node.get(qn("w:val")) not in known:
            yield f"python-docx knows no style {node.get(qn('w:val'))}"
    title = tight(inline(fields["title"]))
    titles = [visible(element) for element in document.element.body.iter(qn("w:p"))
              if docx.text.paragraph.Paragraph(element, document).style.name == "Title"]
    if len(titles) != 1 or title not in tight(titles[0]):
        yield f"python-docx finds the titles {titles}"
    for kind in ("headings", "numbers", "bullets"):
        yield from differences(kind, getattr(found, kind), getattr(meant, kind))
    shapes = [[[len(row) for row in table] for table in tables] for tables in (found.tables, meant.tables)]
    if shapes[0] != shapes[1]:
        yield f"python-docx finds tables with {shapes[0]} cells, and the brief has {shapes[1]}"
    for table, other in zip(found.tables, meant.tables):
        for row, wanted in zip(table, other):
            yield from (f"cell {cell} for {text}" for cell, text in zip(row, wanted) if not says(cell, text))
    yield from docx2python_faults(path, fields, meant, title)
    yield from property_faults(document.core_properties, fields)


def docx2python_faults(path, fields, meant, title):
    with warnings.catch_warnings():
        # It does not know Thai numbers, and says so for each list.
        warnings.simplefilter("ignore")
        with docx2python(path) as reader:
            texts = [(par.style, "".join(run.text for run in par.runs)) for par in iter_at_depth(reader.body_pars, 4)]
            notes = [tight(re.sub("<[^>]*>", "", "".join(run.text for run in par.runs)))
                     for par in iter_at_depth(reader.footnotes_pars, 4)]
    headings = [(int(style[-1]), tight(text)) for style, text in texts if re.fullmatch(r"Heading\d", style or "")]
    yield from (f"docx2python: {fault}" for fault in differences("headings", headings, meant.headings))
    if not any(title in tight(text) for style, text in texts if style == "Title"):
        yield "docx2python does not find the title"
    # It puts a name and a number before each.
    gone = [note for note in meant.notes if not any(found.endswith(note[-1]) and note[0] in found for found in notes)]
    if gone:
        yield f"docx2python misses {len(gone)} notes, the first: {gone[0]}"


def property_faults(properties, fields):
    # A file is called as its title is printed, which may have the template's words beside the brief's.
    if tight(inline(fields["title"])) not in tight(properties.title):
        yield f"the title of the properties is {properties.title}"
    for credit in fields.get("credits", []):
        if inline(credit["name"]) not in properties.author:
            yield f"{credit['name']} is not among the authors: {properties.author}"
    if properties.keywords != ", ".join(fields.get("keywords", [])):
        yield f"the keywords are {properties.keywords}"
    if not properties.language:
        yield "the properties have no language"
    date = str(fields.get("date", ""))[-10:]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", date) and f"{properties.created:%Y-%m-%d}" != date:
        yield f"the file is of {properties.created}, and the brief of {date}"


# One defect each

def other_level(document):
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1")
    heading.style = document.styles["Body Text"]


def other_order(document):
    first, second = [paragraph._p for paragraph in document.paragraphs if paragraph.style.name == "List Number"][:2]
    second.addnext(first)


def no_number(document):
    next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "List Number").style = "Body Text"


def no_title(document):
    next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Title").style = "Body Text"


def other_row(document):
    row = next(table for table in document.tables if table.style.name != "Normal Table").rows[1]._tr
    row.getparent().remove(row)


def other_cell(document):
    next(table for table in document.tables if table.style.name != "Normal Table").cell(1, 0).text = "ก"


def other_note(document):
    notes = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    notes._blob = re.sub("(<w:t[^>]*>)[^<]{9}", r"\1", notes.blob.decode()).encode()


def other_author(document):
    document.core_properties.author = "ก"


def other_keywords(document):
    document.core_properties.keywords = "ก"


BREAKS = [other_level, other_order, no_number, no_title, other_row, other_cell, other_note, other_author, other_keywords]


def blind(path, brief, folder):
    """The defects that are not found."""
    for change in BREAKS:
        document = docx.Document(str(path))
        change(document)
        broken = folder / f"{change.__name__}.docx"
        document.save(str(broken))
        if not list(faults(broken, brief)):
            yield f"structure of Word files: {change.__name__.replace('_', ' ')}"
