"""How mistakes are told, and how a rendering ends early."""
import pickle

import pytest
from samples import BRIEF, MISTAKEN, long_brief

import sarup


def test_an_error_carries_its_places() -> None:
    with pytest.raises(sarup.SarupError) as caught:
        sarup.render(MISTAKEN, name="x.md")
    [told] = caught.value.diagnostics
    assert told.severity == "error" and told.code == "date-not-in-calendar" and told.hint
    assert (told.file, told.line, told.column, told.end_line, told.end_column) == ("x.md", 3, 15, 3, 17)
    assert str(told) == f"x.md:3:15: error: {told.message} [date-not-in-calendar]"
    assert str(caught.value).startswith("x.md:3:15: error:") and "^" in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(sarup.SarupError) as caught:
        sarup.render(BRIEF | {"date": "2026-02-31", "place": ["ก"], "findings": 3})
    assert len([told for told in caught.value.diagnostics if told.severity == "error"]) >= 2
    # Each field of a dict has a line of its own.
    assert len({told.line for told in caught.value.diagnostics}) >= 2


def test_an_error_comes_whole_from_another_process() -> None:
    with pytest.raises(sarup.SarupError) as caught:
        sarup.render(MISTAKEN)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert str(copy) == str(caught.value) and copy.diagnostics == caught.value.diagnostics


def test_warnings_stand_beside_the_output() -> None:
    [told] = sarup.render(BRIEF | {"colour": "red"}).warnings
    assert told.severity == "warning" and told.code == "brief-unused-key"


def test_checking_returns_what_rendering_raises() -> None:
    assert sarup.check(BRIEF) == ()
    assert [told.code for told in sarup.check(MISTAKEN)] == ["date-not-in-calendar"]


def test_bytes_of_any_kind_are_told_and_not_fatal() -> None:
    for brief in (b"", b"\xff\xfe", b"---\ntitle: \xff\n---\n", bytes(range(256))):
        with pytest.raises(sarup.SarupError):
            sarup.render(brief)
    with pytest.raises(FileNotFoundError):
        import pathlib

        sarup.render(pathlib.Path("not-there.md"))


def test_a_rendering_can_be_followed_and_ended() -> None:
    steps: list[tuple[int, int]] = []
    sarup.render(long_brief(200), progress=lambda pages, count: steps.append((pages, count)))
    assert len(steps) > 2 and [pages for pages, _ in steps] == list(range(steps[0][1]))
    with pytest.raises(sarup.Cancelled):
        sarup.render(long_brief(200), cancel=lambda: True)


@pytest.mark.parametrize("option", ["progress", "cancel"])
def test_what_a_callback_raises_comes_out(option: str) -> None:
    def fails(*_: object) -> bool:
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        sarup.render(BRIEF, **{option: fails})  # type: ignore[arg-type]
