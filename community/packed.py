"""A file from outside that is an archive, as those of Word and Excel are: looked into with care."""

import io
import zipfile
from collections.abc import Iterator
from typing import Literal

Reason = Literal[
    "empty",
    "too_big",
    "too_much",
    "old_or_locked",
    "damaged",
    "unknown",
    "macros",
    "outside",
    "picture",
]

MOST_BYTES = 1_000_000
MOST_ENTRIES = 300

_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = 0x1


class Refused(Exception):
    """Nothing of a file is used, for one reason that can be said in a sentence."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def is_packed(data: bytes) -> bool:
    """What kind of file it is, its first bytes say and not its name. Raises `Refused`."""
    if len(data) > MOST_BYTES:
        raise Refused("too_big")
    if data.startswith(_OLD):
        raise Refused("old_or_locked")
    return data.startswith(_PACKED)


def unpacked(data: bytes, *, most: int, leave: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Its parts by name but those that `leave` starts, of at most `most` bytes in all. Raises `Refused`."""
    try:
        return dict(_parts(zipfile.ZipFile(io.BytesIO(data)), most, leave))
    except Refused:
        raise
    except Exception as broken:  # zipfile tells of damage in many ways
        raise Refused("damaged") from broken


def _parts(
    archive: zipfile.ZipFile, most: int, leave: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    """Nothing is unpacked further than the archive says."""
    entries = archive.infolist()
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise Refused("old_or_locked")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > most:
        raise Refused("too_much")
    for entry in entries:
        if not entry.filename.startswith(leave):
            yield entry.filename, archive.read(entry)


def undeclared(part: bytes) -> bytes:
    """No part of such a file declares entities; one that does means harm."""
    if b"<!DOCTYPE" in part.replace(b"\0", b""):
        raise Refused("damaged")
    return part
