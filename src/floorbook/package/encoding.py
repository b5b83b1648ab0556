"""The bytes of a text file: UTF-8 without a byte-order mark; anything else is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator

from floorbook.package.problems import Problem

MARK = b"\xef\xbb\xbf"
PACKED = {  # how files begin that hold other files, or are squeezed
    b"PK\x03\x04": "a zip archive or a spreadsheet's own file",
    b"\x1f\x8b": "a gzip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet's own file",
}
UNDECODED = re.compile("[\udc80-\udcff]")  # what `surrogateescape` makes of a byte


def decode(content: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return the text of a file, and the problems of its encoding as a whole.

    Single bytes that are not UTF-8 are returned as lone surrogates (`undecoded` finds them), so
    that the text around them can still be read. For UTF-16, UTF-32 and packed files the text is
    empty.
    """
    if start := packed(content):
        told = f"the file is {PACKED[start]}: unpack it, or save it as text"
        return "", [Problem(file, 1, 1, told, start.hex(" "), ("UTF-8",))]
    head = content[:400]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 4 > len(head):
        message = "the file is in UTF-16 or UTF-32, or is no text: save it as UTF-8"
        return "", [Problem(file, 1, 1, message, head[:2].hex(" "), ("UTF-8",))]
    problems = []
    if content.startswith(MARK):
        message = "the file starts with a byte-order mark: save it as UTF-8 without one"
        problems.append(Problem(file, 1, 1, message, MARK.hex(" "), ("UTF-8",)))
        content = content[len(MARK) :]
    return content.decode("utf-8", "surrogateescape"), problems


def packed(content: bytes) -> bytes:
    """Return the first bytes of an archive or a compressed file; nothing for other files."""
    return next((start for start in PACKED if content.startswith(start)), b"")


def undecoded(text: str, content: bytes) -> Iterator[tuple[int, str]]:
    """Yield, for each byte that is not UTF-8, its place in the text and what is wrong with it."""
    offset = len(MARK) if content.startswith(MARK) else 0
    last = 0
    for found in UNDECODED.finditer(text):
        offset += len(text[last : found.start()].encode("utf-8", "surrogateescape"))
        last = found.start()
        byte = ord(found.group()) - 0xDC00
        yield last, f"byte 0x{byte:02X} at offset {offset} of the file is not UTF-8"


def as_windows(text: str) -> str:
    """Return what a text with undecoded bytes says if it was saved as Windows-1252."""
    return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def position(text: str, place: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a place in a text."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
