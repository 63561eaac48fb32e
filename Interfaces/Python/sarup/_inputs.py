"""Briefs, templates and options on their way into the library."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict

from . import _library as library

if TYPE_CHECKING:
    from datetime import date

Brief = str | bytes | Mapping[str, Any] | os.PathLike[str]
"""A text, a file, or fields by their names. A str is a text; for a file say `pathlib.Path`."""

Template = str | bytes | Mapping[str, Any] | os.PathLike[str]
"""A template by its name or the path of its file; bytes and mappings are templates themselves."""


class Options(TypedDict, total=False):
    """What `render`, `render_all` and `check` may be told beside brief and template."""

    name: str
    """What messages call the brief; its ending tells how it is written. Default: the path, else `brief`."""
    fields: "Mapping[str, str | int | date]"
    """Fields of the brief that take another value, as if the brief said so."""
    digits: Literal["thai", "arabic", "keep"]
    """Default: as the brief says, else the template."""
    archive: Literal["2a", "3a", "none"]
    """What PDFs declare themselves to be. Default: "2a"; "3a" carries the brief inside."""
    resolution: float
    """Dots an inch of pictures of pages. Default: 144."""
    folder: str | os.PathLike[str]
    """Below it pictures, dictionaries and templates that the brief names are read. Default: the folder of the brief's file, else none."""
    files: Mapping[str, bytes]
    """Files that the brief may name, by the path that it names them with. They come before those of the folder."""
    letterhead: bytes | os.PathLike[str]
    """The office's own Word file that Word files are made upon."""
    progress: Callable[[int, int], object]
    """Hears how many pages of how many are written."""
    cancel: Callable[[], bool]
    """Asked often; when it says True, the rendering ends with `Cancelled`."""


class Text(NamedTuple):
    """A brief or a template as the library takes it."""

    name: str
    data: bytes
    folder: str | None = None


def brief_text(brief: Brief, name: str | None) -> Text:
    if isinstance(brief, Mapping):
        return Text(name or "brief.json", _json({key: value for key, value in brief.items() if value is not None}))
    if isinstance(brief, bytes):
        return Text(name or "brief", brief)
    if isinstance(brief, str):
        if "\n" not in brief and brief.endswith((".md", ".yaml", ".yml", ".json")):
            raise ValueError(f"a str is the text of a brief; for a file say pathlib.Path({brief!r})")
        return Text(name or "brief", brief.encode())
    path = os.fspath(brief)
    return Text(name or path, _read(path), os.path.dirname(path) or ".")


def template_text(template: bytes | Mapping[str, Any]) -> Text:
    # JSON is YAML.
    return Text("template.yaml", template if isinstance(template, bytes) else _json(template))


def _json(value: Mapping[str, Any]) -> bytes:
    import json

    try:
        # A line for each field, so that messages show the one they are about.
        text = json.dumps(dict(value), ensure_ascii=False, allow_nan=False, separators=(",\n", ": "), default=_plain)
    except ValueError as error:
        raise ValueError(f"this cannot be written as JSON: {error}; leave out fields that have no value") from error
    return text.encode()


def _plain(value: Any) -> Any:
    """What json does not know: days, numbers and arrays of numpy, other mappings."""
    from datetime import date

    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Mapping):
        return dict(value)
    if callable(plain := getattr(value, "tolist", None)):
        return plain()
    raise TypeError(f"a brief cannot hold a {type(value).__name__}")


def _read(path: str | os.PathLike[str]) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def file_bytes(file: bytes | os.PathLike[str], name: str) -> tuple[str, bytes]:
    """A file's name for messages and what is in it."""
    return (name, file) if isinstance(file, bytes) else (os.fspath(file), _read(file))


class Calls:
    """The functions that the library calls while it renders. What they raise ends the rendering and is raised when it has ended."""

    def __init__(self, options: Options) -> None:
        self.error: BaseException | None = None
        self._cancel = options.get("cancel")
        self._progress = options.get("progress")
        # Kept here as long as the library may call them.
        self.is_cancelled = library.IsCancelled(self._is_cancelled)
        self.progress = library.Progress(self._step) if self._progress else None

    def _is_cancelled(self, _: object) -> bool:
        if self.error is not None:
            return True
        try:
            return bool(self._cancel and self._cancel())
        except BaseException as error:
            self.error = error
            return True

    def _step(self, _: object, pages: int, count: int) -> None:
        try:
            if self._progress and self.error is None:
                self._progress(pages, count)
        except BaseException as error:
            self.error = error


_KNOWN = frozenset(Options.__annotations__)


def request(template: Template | None, folder: str | None, options: Options) -> tuple[int | None, Calls | None]:
    """A request of the library, which the caller frees; None is the default one."""
    is_default = template is None and folder is None
    for key in options:
        if key not in _KNOWN:
            raise TypeError(f"there is no option {key!r}")
        is_default = is_default and key == "name"
    if is_default:
        return None, None
    made: int = library.request_new()
    try:
        _set_template(made, template)
        folder = os.fspath(options.get("folder", folder or ""))
        if folder:
            library.request_set_folder(made, *library.sized(folder))
        _set_values(made, options)
        calls = None
        if "cancel" in options or "progress" in options:
            calls = Calls(options)
            library.request_set_cancel(made, calls.is_cancelled, None)
            if calls.progress:
                library.request_set_progress(made, calls.progress, None)
        return made, calls
    except BaseException:
        library.request_free(made)
        raise


def _set_template(made: int, template: Template | None) -> None:
    if isinstance(template, (bytes, Mapping)):
        text = template_text(template)
        library.request_set_template_text(made, *library.sized(text.name), *library.sized(text.data))
    elif template is not None:
        library.request_set_template(made, *library.sized(os.fspath(template)))


def _set_values(made: int, options: Options) -> None:
    for key, value in options.get("fields", {}).items():
        text = value if isinstance(value, str) else str(value)[:10] if hasattr(value, "isoformat") else str(value)
        library.request_add_field(made, *library.sized(key), *library.sized(text))
    if (digits := options.get("digits")) and not library.request_set_digits(made, *library.sized(digits)):
        raise ValueError(f'digits are "thai", "arabic" or "keep", not {digits!r}')
    if (archive := options.get("archive")) and not library.request_set_archive(made, *library.sized(archive)):
        raise ValueError(f'archive is "2a", "3a" or "none", not {archive!r}')
    if "resolution" in options and not library.request_set_resolution(made, options["resolution"]):
        raise ValueError(f"a resolution is from 1 to 2400 dots an inch, not {options['resolution']!r}")
    for path, data in options.get("files", {}).items():
        library.request_add_file(made, *library.sized(path), *library.sized(data))
    if letterhead := options.get("letterhead"):
        name, data = file_bytes(letterhead, "letterhead.docx")
        library.request_set_letterhead(made, *library.sized(name), *library.sized(data))
