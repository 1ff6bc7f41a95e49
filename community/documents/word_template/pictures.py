"""A picture without what is written into it: who made it, where, with what. PNG and JPEG alone."""

from collections.abc import Iterator

from docx.image.image import Image

from community.packed import Refused

MOST_PIXELS = 10_000  # of a side

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SEEN_IN_PNG = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD"}
)
_START_OF_SCAN, _END = 0xDA, 0xD9
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDD, 0xDA})
_ADOBE = 0xEE  # how its colours are meant
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def bare(content: bytes) -> bytes:
    """The same picture and nothing beside it; one that the Word library cannot measure is none."""
    try:
        made = _without_words(content)
        Image.from_blob(made)
    except Refused:
        raise
    except Exception as broken:
        raise Refused("picture") from broken
    return made


def _without_words(content: bytes) -> bytes:
    if content.startswith(_PNG):
        return _PNG + b"".join(_chunks(content))
    if content.startswith(_JPEG):
        return b"\xff\xd8" + _JFIF + b"".join(_segments(content)) + b"\xff\xd9"
    raise Refused("picture")


def _chunks(content: bytes) -> Iterator[bytes]:
    place, name = len(_PNG), b""
    while name != b"IEND":
        size, name = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        chunk = content[place : place + 12 + size]
        if len(name) != 4 or len(chunk) != 12 + size:
            raise IndexError
        if name == b"IHDR":
            _hold_size(chunk[8:12], chunk[12:16])
        if name in _SEEN_IN_PNG:
            yield chunk
        place += 12 + size


def _segments(content: bytes) -> Iterator[bytes]:
    place = 2
    while (mark := content[place + 1]) != _END:
        size = int.from_bytes(content[place + 2 : place + 4])
        segment = content[place : place + 2 + size]
        if content[place] != 0xFF or size < 2 or len(segment) != 2 + size:
            raise IndexError
        if mark in _FRAMES:
            _hold_size(segment[5:7], segment[7:9])
        if mark in _TABLES or mark in _FRAMES or (mark == _ADOBE and segment[4:9] == b"Adobe"):
            yield segment
        place += 2 + size
        if mark == _START_OF_SCAN:
            end = _end_of_scan(content, place)
            yield content[place:end]
            place = end


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the next mark stands that is neither a byte of the picture nor a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0:
            raise IndexError
        if content[place + 1] and not 0xD0 <= content[place + 1] <= 0xD7:
            return place
        place += 2


def _hold_size(*sides: bytes) -> None:
    if any(not 0 < int.from_bytes(side) <= MOST_PIXELS for side in sides):
        raise Refused("picture")
