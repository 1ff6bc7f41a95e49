"""A Word file from outside: unpacked no further than it says, its XML without entities, nothing fetched."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

MOST_BYTES = 1_000_000
MOST_UNPACKED = 8_000_000
MOST_XML = 2_000_000
MOST_ENTRIES = 300

Reason = Literal["too_big", "too_much", "old_or_locked", "damaged", "macros", "outside", "picture"]

_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = 0x1
_RUNS = ("vbaproject", "vbadata", "/activex/", "/embeddings/", "oleobject", "/customui")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Words that lead somewhere lose their address; the name of a template is in every file and goes unread.
_HARMLESS_OUTSIDE = ("/hyperlink", "/attachedTemplate")


class Unusable(Exception):
    """Nothing of it is used, for one reason that can be said in a sentence."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Relation:
    kind: str
    target: str
    is_outside: bool


@dataclass(frozen=True)
class Package:
    parts: Mapping[str, bytes]

    def xml(self, name: str) -> etree._Element | None:
        return parsed(self.parts[name]) if name in self.parts else None

    def relations(self, name: str) -> dict[str, Relation]:
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        return dict(_relations(root, folder)) if root is not None else {}

    def beside(self, name: str, kind: str) -> str:
        """The part of this kind that a part leads to; nothing when it leads to none."""
        found = (it.target for it in self.relations(name).values() if it.kind == kind)
        return next(found, "")


def opened(data: bytes) -> Package:
    if len(data) > MOST_BYTES:
        raise Unusable("too_big")
    if data.startswith(_OLD):
        raise Unusable("old_or_locked")
    if not data.startswith(_PACKED):
        raise Unusable("damaged")
    try:
        package = Package(_unpacked(zipfile.ZipFile(io.BytesIO(data))))
    except Unusable:
        raise
    except Exception as broken:
        raise Unusable("damaged") from broken
    _refuse_what_runs(package)
    _refuse_what_leads_outside(package)
    return package


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise Unusable("old_or_locked")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unusable("too_much")
    return {entry.filename.lstrip("/"): archive.read(entry) for entry in entries}


def _refuse_what_runs(package: Package) -> None:
    names = [f"/{name.lower()}" for name in package.parts]
    types = package.parts.get("[Content_Types].xml", b"").lower()
    if b"macroenabled" in types or any(word in name for name in names for word in _RUNS):
        raise Unusable("macros")


def _refuse_what_leads_outside(package: Package) -> None:
    for name in package.parts:
        if name.lower().endswith(".rels") and (root := package.xml(name)) is not None:
            for _id, relation in _relations(root, ""):
                if relation.is_outside and not relation.kind.endswith(_HARMLESS_OUTSIDE):
                    raise Unusable("outside")


def _relations(root: etree._Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for it in root.iter(_RELATION):
        target = it.get("Target", "")
        is_outside = it.get("TargetMode", "").lower() == "external"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield it.get("Id", ""), Relation(it.get("Type", ""), target, is_outside)


def parsed(content: bytes) -> etree._Element:
    """No part of a Word file declares entities; one that does means harm."""
    if len(content) > MOST_XML:
        raise Unusable("too_much")
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise Unusable("damaged")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as broken:
        raise Unusable("damaged") from broken
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unusable("damaged")
    return root
