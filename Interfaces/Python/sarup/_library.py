"""The C library beside this file, declared for ctypes as sarup.h has it.

ctypes and not cffi: it comes with Python, so that a wheel serves every version, and a call through CDLL gives up the interpreter's lock.
"""

import os.path
from collections.abc import Callable
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, byref, c_bool, c_char_p, c_double, c_int, c_size_t, c_uint32, c_void_p, string_at
from typing import Any

ABI = 1
OK, INPUT, USAGE, CANCELLED = range(4)

IsCancelled = CFUNCTYPE(c_bool, c_void_p)
Progress = CFUNCTYPE(None, c_void_p, c_uint32, c_uint32)


class Bytes(Structure):
    _fields_ = [("bytes", c_void_p), ("length", c_size_t)]
    bytes: int | None
    length: int


class OutputFields(Structure):
    _fields_ = [("format", c_char_p), ("page", c_uint32), ("file", Bytes)]
    format: "bytes"
    page: int
    file: Bytes


class DiagnosticFields(Structure):
    _fields_ = [
        ("is_error", c_bool),
        ("code", Bytes),
        ("message", Bytes),
        ("hint", Bytes),
        ("file", Bytes),
        ("line", c_uint32),
        ("column", c_uint32),
        ("end_line", c_uint32),
        ("end_column", c_uint32),
    ]
    is_error: bool
    code: Bytes
    message: Bytes
    hint: Bytes
    file: Bytes
    line: int
    column: int
    end_line: int
    end_column: int


def _load() -> CDLL:
    path = os.path.join(os.path.dirname(__file__), f"libsarup.so.{ABI}")
    try:
        return CDLL(path)
    except OSError as error:
        raise ImportError(
            f"sarup cannot load its library: {error}. It needs HarfBuzz, Cairo, Fontconfig, libyaml, cmark-gfm and others of the "
            "system; the package's README names them.",
            path=path,
        ) from error


_loaded = _load()

_TEXT = (c_char_p, c_size_t)


def _declare(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = getattr(_loaded, f"sarup_{name}")
    function.restype = result
    function.argtypes = arguments
    return function  # type: ignore[no-any-return]


_version = _declare("version", c_char_p)
environment_new = _declare("environment_new", c_void_p)
environment_free = _declare("environment_free", None, c_void_p)
environment_add_font = _declare("environment_add_font", None, c_void_p, *_TEXT, *_TEXT)
environment_add_dictionary = _declare("environment_add_dictionary", None, c_void_p, *_TEXT, *_TEXT)
environment_set_system_fonts = _declare("environment_set_system_fonts", None, c_void_p, c_bool)
environment_set_day = _declare("environment_set_day", c_bool, c_void_p, c_int, c_int, c_int)
renderer_new = _declare("renderer_new", c_void_p, c_void_p)
renderer_free = _declare("renderer_free", None, c_void_p)
request_new = _declare("request_new", c_void_p)
request_free = _declare("request_free", None, c_void_p)
request_set_template = _declare("request_set_template", None, c_void_p, *_TEXT)
request_set_template_text = _declare("request_set_template_text", None, c_void_p, *_TEXT, *_TEXT)
request_add_field = _declare("request_add_field", None, c_void_p, *_TEXT, *_TEXT)
request_set_digits = _declare("request_set_digits", c_bool, c_void_p, *_TEXT)
request_set_archive = _declare("request_set_archive", c_bool, c_void_p, *_TEXT)
request_set_resolution = _declare("request_set_resolution", c_bool, c_void_p, c_double)
request_set_folder = _declare("request_set_folder", None, c_void_p, *_TEXT)
request_add_file = _declare("request_add_file", None, c_void_p, *_TEXT, *_TEXT)
request_set_letterhead = _declare("request_set_letterhead", None, c_void_p, *_TEXT, *_TEXT)
request_set_cancel = _declare("request_set_cancel", None, c_void_p, IsCancelled, c_void_p)
request_set_progress = _declare("request_set_progress", None, c_void_p, Progress, c_void_p)
render = _declare("render", c_void_p, c_void_p, c_void_p, *_TEXT, *_TEXT, *_TEXT)
check = _declare("check", c_void_p, c_void_p, c_void_p, *_TEXT, *_TEXT)
result_free = _declare("result_free", None, c_void_p)
result_status = _declare("result_status", c_int, c_void_p)
_result_output_count = _declare("result_output_count", c_size_t, c_void_p)
_result_output = _declare("result_output", c_bool, c_void_p, c_size_t, POINTER(OutputFields))
_result_diagnostic_count = _declare("result_diagnostic_count", c_size_t, c_void_p)
_result_diagnostic = _declare("result_diagnostic", c_bool, c_void_p, c_size_t, POINTER(DiagnosticFields))
_result_text = _declare("result_text", Bytes, c_void_p)

if (_abi := _declare("abi", c_uint32)()) != ABI:
    raise ImportError(f"sarup has a library of the interface {_abi}, and knows {ABI}")


def version() -> str:
    text: bytes = _version()
    return text.decode()


def sized(text: bytes | str) -> tuple[bytes, int]:
    """A text as its two arguments."""
    data = text.encode() if isinstance(text, str) else text
    return data, len(data)


def copied(found: Bytes) -> bytes:
    return string_at(found.bytes, found.length) if found.bytes else b""


def text_of(found: Bytes) -> str:
    return copied(found).decode()


def outputs(result: int) -> list[OutputFields]:
    """Their bytes belong to the result."""
    found = [OutputFields() for _ in range(_result_output_count(result))]
    for index, output in enumerate(found):
        _result_output(result, index, byref(output))
    return found


def diagnostics(result: int) -> list[DiagnosticFields]:
    """Their texts belong to the result."""
    found = [DiagnosticFields() for _ in range(_result_diagnostic_count(result))]
    for index, told in enumerate(found):
        _result_diagnostic(result, index, byref(told))
    return found


def people(result: int) -> str:
    """All diagnostics as people read them."""
    return text_of(_result_text(result))
