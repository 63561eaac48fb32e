"""Rendering and checking."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Unpack

from . import _library as library
from ._diagnostics import Cancelled, Diagnostic, SarupError
from ._inputs import Brief, Calls, Options, Template, Text, brief_text, file_bytes, request
from ._results import Output, Rendering

if TYPE_CHECKING:
    from datetime import date

# Formats with a file for each page.
_PAGED = ("png", "svg")
# What notebooks show: dots an inch, and the longest document that is drawn for it.
_PREVIEW_RESOLUTION = 96.0
_PREVIEW_PAGES = 24


class Renderer:
    """Renders briefs, and keeps fonts, templates and pictures for the next one.

    One serves a whole process, from any number of threads: while it renders, other threads of Python run. In another process it is made
    anew when it is sent there.

    Arguments:
        fonts: Font files beside the bundled faces, or what is in them.
        dictionaries: Files of words that no line may tear, one a line; a str is such a list itself.
        system_fonts: Whether fonts of the system may step in. Without them the same brief gives the same bytes on every machine.
        day: The day that `{{today}}` stands for.
    """

    def __init__(
        self,
        *,
        fonts: Iterable[bytes | os.PathLike[str]] = (),
        dictionaries: Iterable[str | os.PathLike[str]] = (),
        system_fonts: bool = True,
        day: "date | None" = None,
    ) -> None:
        self._made_of: dict[str, Any] = {
            "fonts": tuple(fonts),
            "dictionaries": tuple(dictionaries),
            "system_fonts": system_fonts,
            "day": day,
        }
        self._pointer: int | None = None
        environment: int = library.environment_new()
        try:
            for number, font in enumerate(self._made_of["fonts"], 1):
                name, data = file_bytes(font, f"font {number}")
                library.environment_add_font(environment, *library.sized(name), *library.sized(data))
            for number, words in enumerate(self._made_of["dictionaries"], 1):
                name, data = file_bytes(words.encode() if isinstance(words, str) else words, f"dictionary {number}")
                library.environment_add_dictionary(environment, *library.sized(name), *library.sized(data))
            library.environment_set_system_fonts(environment, system_fonts)
            if day is not None:
                library.environment_set_day(environment, day.year, day.month, day.day)
            self._pointer = library.renderer_new(environment)
        finally:
            library.environment_free(environment)

    # What it needs at the end is an argument: the module may be gone by then.
    def __del__(self, free: Any = library.renderer_free) -> None:
        if pointer := getattr(self, "_pointer", None):
            free(pointer)

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (self._made_of,)

    def render(self, brief: Brief, template: Template | None = None, to: str = "pdf", **options: Unpack[Options]) -> Output:
        """A brief as one file.

        Arguments:
            brief: A dict of fields, a text, or the path of a file.
            template: Default: the brief's, else "brief".
            to: "pdf", "docx", "odt" or "html". Pictures, which have a file for each page, are asked of `render_all`.
            options: See `Options`.

        Raises:
            SarupError: The brief or its template has mistakes.
            Cancelled: `cancel` said so.
        """
        if to in _PAGED or "," in to:
            raise ValueError(f"{to!r} may be several files: use render_all")
        return self.render_all(brief, template, (to,), **options).outputs[0]

    def render_all(
        self, brief: Brief, template: Template | None = None, to: Iterable[str] = ("pdf",), **options: Unpack[Options]
    ) -> Rendering:
        """A brief as several files, for the work of reading and fitting it once: "pdf", "docx", "odt", "html", "png" and "svg"."""
        text = brief_text(brief, options.get("name"))
        formats = ",".join((to,) if isinstance(to, str) else to)
        made, calls = request(template, text.folder, options)
        result: int = library.render(
            self._pointer, made, *library.sized(text.name), *library.sized(text.data), *library.sized(formats)
        )
        try:
            warnings = _warnings(result, calls)
            outputs = tuple(
                Output(
                    library.copied(output.file),
                    output.format.decode(),
                    output.page or None,
                    warnings,
                    lambda: self._pages(text, template, options),
                )
                for output in library.outputs(result)
            )
            return Rendering(outputs, warnings)
        finally:
            library.result_free(result)
            library.request_free(made)

    def check(self, brief: Brief, template: Template | None = None, **options: Unpack[Options]) -> tuple[Diagnostic, ...]:
        """What is wrong with a brief or a template, more closely than rendering says it. Mistakes are returned, not raised."""
        text = brief_text(brief, options.get("name"))
        made, calls = request(template, text.folder, options)
        result: int = library.check(self._pointer, made, *library.sized(text.name), *library.sized(text.data))
        try:
            if library.result_status(result) == library.INPUT:
                return _diagnostics(result)
            return _warnings(result, calls)
        finally:
            library.result_free(result)
            library.request_free(made)

    def _pages(self, text: Text, template: Template | None, options: Options) -> list[bytes] | None:
        """Pictures of pages for a notebook; None where they would be too many."""
        count = 0

        def progress(_: int, pages: int) -> None:
            nonlocal count
            count = pages

        shown: Options = {**options, "progress": progress, "cancel": lambda: count > _PREVIEW_PAGES}
        shown["resolution"] = _PREVIEW_RESOLUTION
        shown["name"] = text.name
        if text.folder:
            shown.setdefault("folder", text.folder)
        try:
            return [bytes(page) for page in self.render_all(text.data, template, ("png",), **shown)]
        except Cancelled:
            return None


def _remade(made_of: dict[str, Any]) -> Renderer:
    return Renderer(**made_of)


def _diagnostics(result: int) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            "error" if told.is_error else "warning",
            library.text_of(told.code),
            library.text_of(told.message),
            library.text_of(told.hint),
            library.text_of(told.file) or None,
            told.line or None,
            told.column or None,
            told.end_line or None,
            told.end_column or None,
        )
        for told in library.diagnostics(result)
    )


def _warnings(result: int, calls: Calls | None) -> tuple[Diagnostic, ...]:
    """The warnings of what went well. Raises for what did not."""
    if calls and calls.error:
        raise calls.error
    status = library.result_status(result)
    if status == library.CANCELLED:
        raise Cancelled("the rendering was ended before it was done")
    found = _diagnostics(result)
    if status == library.USAGE:
        raise ValueError(f"{found[0].message}. {found[0].hint}")
    if status == library.INPUT:
        raise SarupError(library.people(result).rstrip("\n"), found)
    return found


_shared: Renderer | None = None


def _forget() -> None:
    global _shared
    _shared = None


# A process that was split off makes its own: a thread of the other one may have been rendering.
os.register_at_fork(after_in_child=_forget)


def _default() -> Renderer:
    global _shared
    if _shared is None:
        _shared = Renderer()
    return _shared


def render(brief: Brief, template: Template | None = None, to: str = "pdf", **options: Unpack[Options]) -> Output:
    """`Renderer.render` of a renderer that the whole process shares."""
    return _default().render(brief, template, to, **options)


def render_all(
    brief: Brief, template: Template | None = None, to: Iterable[str] = ("pdf",), **options: Unpack[Options]
) -> Rendering:
    """`Renderer.render_all` of a renderer that the whole process shares."""
    return _default().render_all(brief, template, to, **options)


def check(brief: Brief, template: Template | None = None, **options: Unpack[Options]) -> tuple[Diagnostic, ...]:
    """`Renderer.check` of a renderer that the whole process shares."""
    return _default().check(brief, template, **options)
