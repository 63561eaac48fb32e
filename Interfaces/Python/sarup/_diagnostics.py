"""What is wrong, as data."""

from typing import Literal, NamedTuple


class Diagnostic(NamedTuple):
    """A mistake or a warning. Places count from 1, columns in characters; they are None for what has no place."""

    severity: Literal["error", "warning"]
    code: str
    """Such as "unknown-key". A code never changes its meaning."""
    message: str
    hint: str
    """What to do; may be empty."""
    file: str | None
    """The name of the text: the brief, its template, a list of words."""
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    """Behind the last character."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else ""
        return f"{place}{self.severity}: {self.message} [{self.code}]"


class SarupError(Exception):
    """A brief, or its template, has mistakes. All of them are told at once."""

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        # Both are arguments, so that the exception survives its way from another process.
        super().__init__(text, diagnostics)
        self.text = text
        self.diagnostics = diagnostics
        """The errors, and the warnings beside them."""

    def __str__(self) -> str:
        return self.text


class Cancelled(Exception):
    """The rendering was ended by the `cancel` that was given to it."""
