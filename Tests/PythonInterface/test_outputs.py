"""What comes out, and what notebooks make of it."""
import pickle
import re
from base64 import b64decode

import pytest
from samples import BRIEF, EXAMPLES, long_brief

import sarup


def test_an_output_is_bytes() -> None:
    pdf = sarup.render(BRIEF)
    assert isinstance(pdf, bytes) and pdf.startswith(b"%PDF-") and pdf.format == "pdf" and pdf.page is None
    assert pdf == sarup.render(BRIEF)


def test_several_outputs_come_of_one_run() -> None:
    found = sarup.render_all(EXAMPLES / "long.md", to=("docx", "png", "pdf"))
    assert [output.format for output in found][0] == "docx" and [output.format for output in found][-1] == "pdf"
    pages = [output.page for output in found if output.format == "png"]
    assert len(pages) > 1 and pages == list(range(1, len(pages) + 1))
    assert found["pdf"] == sarup.render(EXAMPLES / "long.md")
    assert len(found) == len(pages) + 2
    with pytest.raises(KeyError):
        found["odt"]


def test_what_may_be_several_files_is_not_one() -> None:
    for to in ("png", "svg", "pdf,docx"):
        with pytest.raises(ValueError, match="render_all"):
            sarup.render(BRIEF, to=to)


def test_outputs_and_renderers_go_to_other_processes() -> None:
    output = sarup.render(BRIEF | {"colour": "red"})
    copy = pickle.loads(pickle.dumps(output))
    assert copy == output and copy.format == "pdf" and copy.warnings == output.warnings != ()
    renderer = pickle.loads(pickle.dumps(sarup.Renderer(system_fonts=False)))
    assert renderer.render(BRIEF) == sarup.render(BRIEF)


def test_notebooks_show_pictures_of_pages() -> None:
    pdf = sarup.render(EXAMPLES / "long.md")
    shown = pdf._repr_mimebundle_()
    assert re.fullmatch(r"<sarup\.Output pdf, [\d,]+ bytes>", shown["text/plain"])
    pictures = re.findall(r'src="data:image/png;base64,([^"]+)"', shown["text/html"])
    assert 2 <= len(pictures) <= 4 and all(b64decode(picture).startswith(b"\x89PNG") for picture in pictures)
    assert "sarup.Output pdf" in shown["text/html"]


def test_notebooks_show_each_kind_as_it_is() -> None:
    found = sarup.render_all(BRIEF, to=("html", "png", "svg", "docx"))
    assert found["html"]._repr_mimebundle_()["text/html"].startswith("<iframe sandbox srcdoc=")
    assert found["png"]._repr_mimebundle_()["image/png"] == found["png"]
    assert found["svg"]._repr_mimebundle_()["image/svg+xml"].endswith("</svg>\n")
    assert "as the PDF has them" in found["docx"]._repr_mimebundle_()["text/html"]
    assert found._repr_mimebundle_()["text/plain"] == "<sarup.Rendering html, png, svg, docx>"


def test_long_documents_are_not_drawn_for_a_notebook() -> None:
    assert list(sarup.render(long_brief(500))._repr_mimebundle_()) == ["text/plain"]
