"""What a rendering gives, and how notebooks show it."""

from collections.abc import Callable, Iterator
from typing import Any

from ._diagnostics import Diagnostic

Preview = Callable[[], "list[bytes] | None"]

# How many pages a notebook shows.
PAGES_SHOWN = 4


class Output(bytes):
    """A file: bytes, with what is known about them. In a notebook it shows its pages."""

    format: str
    """"pdf" and so on."""
    page: int | None
    """From 1 where the format has a file for each page."""
    warnings: tuple[Diagnostic, ...]
    _preview: Preview | None

    def __new__(
        cls,
        data: bytes,
        format: str,
        page: int | None = None,
        warnings: tuple[Diagnostic, ...] = (),
        preview: Preview | None = None,
    ) -> "Output":
        output = super().__new__(cls, data)
        output.format = format
        output.page = page
        output.warnings = warnings
        output._preview = preview
        return output

    def __repr__(self) -> str:
        page = "" if self.page is None else f", page {self.page}"
        return f"<sarup.Output {self.format}{page}, {len(self):,} bytes>"

    def __reduce__(self) -> tuple[Any, ...]:
        # What can be shown stays in the process that made it.
        return Output, (bytes(self), self.format, self.page, self.warnings)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """What Jupyter asks for. Notebooks show PNG, SVG and HTML everywhere, and PDF in few places; so files are shown as pictures of
        their pages."""
        shown: dict[str, Any] = {"text/plain": repr(self)}
        if self.format == "png":
            shown["image/png"] = bytes(self)
        elif self.format == "svg":
            shown["image/svg+xml"] = self.decode()
        elif self.format == "html":
            shown["text/html"] = _framed(self.decode())
        elif self._preview is not None and (pages := self._preview()):
            caption = repr(self).strip("<>") + ("" if self.format == "pdf" else ", its pages as the PDF has them")
            shown["text/html"] = _pages(pages, caption)
        return shown


class Rendering:
    """Outputs in the order asked for, and warnings."""

    def __init__(self, outputs: tuple[Output, ...], warnings: tuple[Diagnostic, ...]) -> None:
        self.outputs = outputs
        self.warnings = warnings

    def __getitem__(self, format: str) -> Output:
        """The first output of a format: `rendering["pdf"]`."""
        for output in self.outputs:
            if output.format == format:
                return output
        raise KeyError(format)

    def __iter__(self) -> Iterator[Output]:
        return iter(self.outputs)

    def __len__(self) -> int:
        return len(self.outputs)

    def __repr__(self) -> str:
        return f"<sarup.Rendering {', '.join(output.format for output in self.outputs)}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if not self.outputs:
            return {"text/plain": repr(self)}
        return self.outputs[0]._repr_mimebundle_(include, exclude) | {"text/plain": repr(self)}


def _framed(page: str) -> str:
    """A web page in a frame of its own, so that its styles and the notebook's leave each other alone."""
    from html import escape

    return f'<iframe sandbox srcdoc="{escape(page)}" style="box-sizing:border-box;width:100%;height:40em;border:1px solid #ccc"></iframe>'


def _pages(pages: list[bytes], caption: str) -> str:
    from base64 import b64encode
    from html import escape

    pictures = "".join(
        f'<img alt="page {number} of {len(pages)}" src="data:image/png;base64,{b64encode(page).decode()}"'
        ' style="height:32em;border:1px solid #ccc;margin:0 0.5em 0.5em 0;background:#fff">'
        for number, page in enumerate(pages[:PAGES_SHOWN], 1)
    )
    more = len(pages) - PAGES_SHOWN
    rest = f", {more} more page{'s' if more > 1 else ''}" if more > 0 else ""
    return f"<div>{pictures}</div><div>{escape(caption)}{rest}</div>"
