"""The brief with docxtpl: docxtpl_brief.py TEMPLATE.docx - IN OUT.docx [IN OUT.docx]...

With TEMPLATE.docx alone it makes the template, which an office would draw in Word, so that it is not timed.
"""
import sys

import python_docx_brief
import rows
from docxtpl import DocxTemplate


def make_template(path):
    document = python_docx_brief.start()
    python_docx_brief.add(document, "T", "{{ title }}")
    for kind, name in (("P", "body"), ("C", "credits")):
        for text in (f"{{%p for text in {name} %}}", "{{ text }}", "{%p endfor %}"):
            python_docx_brief.add(document, kind, text)
    document.save(path)


def main():
    if len(sys.argv) == 2:
        make_template(sys.argv[1])
        return
    _, [(template, _), *files] = rows.arguments()
    for source, target in files:
        paragraphs = rows.read(source)
        document = DocxTemplate(template)
        document.render({
            "title": paragraphs[0][2],
            "body": [rows.numbered(number, text) for kind, number, text in paragraphs if kind in "PF"],
            "credits": [text for kind, _, text in paragraphs if kind == "C"],
        }, autoescape=True)
        document.save(target)


main()
