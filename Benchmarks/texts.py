"""The briefs that are measured, made from the examples: as Markdown for Sarup, as rows for the others (peers/rows.py)."""
import json
import random
import re
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "Examples"
# What Markdown would read as the start of something.
SIGN = r"[-+*#>(]|\d+[.)]?$|[๐-๙]+[.)]?$"
WORDS = ("ที่ประชุม รับทราบ รายงาน ผลการดำเนินงาน ของหน่วยงาน ในรอบปี งบประมาณ การบริหาร ภาครัฐ แบบมีส่วนร่วม ประชาชน "
         "ข้อเสนอแนะ โครงการ พัฒนา ระบบ ข้อมูล เปิด ความโปร่งใส").split()


def example(name):
    return (EXAMPLES / f"{name}.md").read_text(encoding="utf-8")


def paragraphs(markdown):
    """The text of a Markdown brief, one row a paragraph: kind, number, text."""
    _, head, body = markdown.split("---\n", 2)
    yield "T", "", re.search(r"^title: (.*)$", head, re.MULTILINE)[1].strip('"')
    for block in re.split(r"\n\s*\n", body.strip()):
        for line in block.splitlines():
            found = re.match(r"\s*(?:>\s?)*(?:#+\s+|-\s+|(\d+\.)\s+)?(.*)$", line)
            if found[2]:
                yield ("F" if found[1] else "P"), found[1] or "", found[2].replace("**", "")
    for found in re.finditer(r"\{name: ([^,}]*)(?:, unit: ([^,}]*))?, role: ([^}]*)\}", head):
        yield "C", "", found[1] + (f" ({found[2]})" if found[2] else "") + " / " + found[3]


def bare(markdown):
    """The same brief without what only Sarup prints of it, for comparing texts."""
    _, head, body = markdown.split("---\n", 2)
    kept = re.findall(r"^(?:title: .*|credits:.*|  - .*)\n", head, re.MULTILINE)
    return f"---\n{''.join(kept)}digits: arabic\n---\n{body}".replace("**", "")


def shuffled(markdown, seed):
    """Another brief of the same length, in which no paragraph is one of the first: its phrases in another order."""
    order = random.Random(seed)
    _, head, body = markdown.split("---\n", 2)
    lines = []
    for line in body.split("\n"):
        found = re.match(r"(\s*(?:#+\s+|-\s+|>\s?|\d+\.\s+)?)(.*)$", line)
        phrases = found[2].replace("**", "").split(" ")
        order.shuffle(phrases)
        # A phrase that Markdown would read as the start of something stays away from the start of its line.
        phrases.sort(key=lambda phrase: re.match(SIGN, phrase) is not None)
        lines.append(found[1] + " ".join(phrases))
    return f"---\n{head}---\n" + "\n".join(lines)


def findings(markdown, count):
    """A brief of so many findings, each of phrases of its own choice."""
    choice = random.Random(0)
    texts = [text.split(" ") for kind, _, text in paragraphs(markdown) if kind != "C"]
    every = [phrase for text in texts for phrase in text if phrase]
    lines = []
    for number in range(1, count + 1):
        phrases = [phrase for phrase in choice.choice(texts) if phrase][:12] + choice.choices(every, k=3)
        choice.shuffle(phrases)
        phrases.sort(key=lambda phrase: re.match(SIGN, phrase) is not None)
        lines.append(f"{number}. {' '.join(phrases)}\n")
    return "---\ntitle: รายงาน\n---\n" + "\n".join(lines)


def prose():
    """A brief of the long paragraphs of two examples, without lists, tables and links."""
    lines = []
    for name in ("integrity-workshop", "long"):
        for line in example(name).split("\n---\n", 1)[1].split("\n"):
            line = re.sub(r"^\s*([0-9๐-๙]+[.)]|[-*])\s+", "", line).strip().replace("**", "")
            if len(line) > 150 and not re.match(r"[|`#!:<{]", line) and "|" not in line and "[" not in line:
                lines.append(line)
    return "---\ntitle: ทดสอบ\n---\n" + "\n\n".join(lines) + "\n"


def write_records(path, count):
    """Short records of three findings as JSON Lines, every paragraph different."""
    order = random.Random(1)

    def text(words):
        return "".join(order.choice(WORDS) + (" " if order.random() < 0.2 else "") for _ in range(words))

    with open(path, "w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            record = {"id": f"{number:06}", "title": "สรุป" + text(4), "date": f"2026-01-{1 + number % 28:02}",
                      "lead": [text(25)], "findings": [text(30), text(20), text(28)]}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
