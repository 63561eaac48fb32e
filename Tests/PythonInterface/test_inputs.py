"""What a brief, a template and the options may be."""
import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import pytest
from samples import BRIEF, EXAMPLES

import sarup

TEXT = "---\ntitle: สรุปการประชุม\n---\n\nข้อความนำ\n\n1. ข้อแรก น้ำ กำ ทำ\n2. ข้อที่สอง\n"


def test_a_brief_is_fields_a_text_or_bytes() -> None:
    pages = {sarup.render(brief, to="html") for brief in (BRIEF, TEXT, TEXT.encode(), MappingProxyType(BRIEF))}
    assert len(pages) == 1


def test_a_brief_is_a_file_with_the_pictures_beside_it(tmp_path: Path) -> None:
    assert sarup.render(EXAMPLES / "pictures.md").startswith(b"%PDF-")
    (tmp_path / "b.md").write_text(TEXT, encoding="utf-8")
    assert sarup.render(tmp_path / "b.md", to="html") == sarup.render(TEXT, to="html")


def test_the_name_of_a_file_is_not_taken_for_its_text() -> None:
    with pytest.raises(ValueError, match=r"pathlib\.Path\('brief\.md'\)"):
        sarup.render("brief.md")


def test_days_and_numbers_of_other_libraries_are_fields() -> None:
    class Scalar:
        def tolist(self) -> int:
            return 7

    brief = BRIEF | {"date": datetime.datetime(2026, 1, 31, 9, 30), "number": Scalar(), "subtitle": None}
    page = sarup.render(brief, to="html").decode()
    assert "31 มกราคม 2569" in page or "๓๑ มกราคม ๒๕๖๙" in page


def test_what_is_no_field_is_told() -> None:
    with pytest.raises(TypeError, match="a brief cannot hold a object"):
        sarup.render(BRIEF | {"number": object()})
    with pytest.raises(ValueError, match="leave out fields that have no value"):
        sarup.render(BRIEF | {"number": float("nan")})


def test_a_template_is_a_name_a_file_or_fields(tmp_path: Path) -> None:
    own = {"name": "own", "extends": "brief", "styles": {"title": {"size": "30pt"}}}
    file = tmp_path / "own.yaml"
    file.write_text("name: own\nextends: brief\nstyles:\n  title: {size: 30pt}\n", encoding="utf-8")
    plain = sarup.render(BRIEF, "brief", to="html")
    outputs = [sarup.render(BRIEF, template, to="html") for template in (own, file, str(file), file.read_bytes())]
    assert plain == sarup.render(BRIEF, to="html")
    assert set(outputs) == {outputs[0]} != {plain}


def test_files_come_from_memory() -> None:
    brief = BRIEF | {"logo": "seal.png"}
    with pytest.raises(sarup.SarupError):
        sarup.render(brief, "memo")
    logo = (EXAMPLES / "pictures/logo.png").read_bytes()
    brief["lead"] = ["![ตรา](seal.png)"]
    page = sarup.render(brief, to="html", files={"seal.png": logo})
    assert page.count(b"data:image/png;base64,") == 1
    folder = sarup.render(brief | {"logo": "logo.png", "lead": ["![ตรา](logo.png)"]}, to="html", folder=EXAMPLES / "pictures")
    assert folder.count(b"data:image/png;base64,") == 1


def test_fields_and_digits_are_said_over_the_brief() -> None:
    page = sarup.render(BRIEF, to="html", fields={"title": "ชื่ออื่น", "date": datetime.date(2026, 1, 31)}, digits="arabic").decode()
    assert "ชื่ออื่น" in page and "31 มกราคม 2569" in page


def test_an_archive_copy_may_carry_its_brief() -> None:
    assert sarup.render(BRIEF, archive="3a").count(b"/EmbeddedFile") > 0
    assert sarup.render(BRIEF).count(b"/EmbeddedFile") == 0


def test_a_letterhead_is_bytes_or_a_file() -> None:
    letterhead = EXAMPLES / "letterhead/letterhead.docx"
    upon = sarup.render(BRIEF, to="docx", letterhead=letterhead)
    assert upon == sarup.render(BRIEF, to="docx", letterhead=letterhead.read_bytes()) != sarup.render(BRIEF, to="docx")


@pytest.mark.parametrize("options", [{"digits": "roman"}, {"archive": "1b"}, {"resolution": 0}])
def test_values_that_there_are_not(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(options.values()))}"):
        sarup.render(BRIEF, **options)


def test_options_that_there_are_not() -> None:
    with pytest.raises(TypeError, match="colour"):
        sarup.render(BRIEF, **cast(Any, {"colour": "red"}))
    with pytest.raises(ValueError, match="no kind of output is called `xps`"):
        sarup.render(BRIEF, to="xps")


def test_what_a_renderer_knows_of_the_world() -> None:
    renderer = sarup.Renderer(dictionaries=["ข้อแรก\n"], system_fonts=False, day=datetime.date(2026, 1, 31))
    assert renderer.render(BRIEF, {"extends": "brief", "body": [{"lines": ["{{today | date: long}}"]}]}, to="html")
    broken = sarup.Renderer(fonts=[b"nothing"])
    assert [warning.severity for warning in broken.render(BRIEF).warnings] == ["warning"]
