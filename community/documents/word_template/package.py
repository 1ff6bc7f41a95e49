"""A Word file from outside: unpacked no further than it says, its XML without entities, nothing fetched."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from community.packed import Refused, is_packed, undeclared, unpacked

MOST_UNPACKED = 8_000_000
MOST_XML = 2_000_000

_RUNS = ("vbaproject", "vbadata", "/activex/", "/embeddings/", "oleobject", "/customui")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Words that lead somewhere lose their address; the name of a template is in every file and goes unread.
_HARMLESS_OUTSIDE = ("/hyperlink", "/attachedTemplate")


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
    if not is_packed(data):
        raise Refused("damaged")
    parts = unpacked(data, most=MOST_UNPACKED)
    package = Package({name.lstrip("/"): part for name, part in parts.items()})
    _refuse_what_runs(package)
    _refuse_what_leads_outside(package)
    return package


def _refuse_what_runs(package: Package) -> None:
    names = [f"/{name.lower()}" for name in package.parts]
    types = package.parts.get("[Content_Types].xml", b"").lower()
    if b"macroenabled" in types or any(word in name for name in names for word in _RUNS):
        raise Refused("macros")


def _refuse_what_leads_outside(package: Package) -> None:
    for name in package.parts:
        if name.lower().endswith(".rels") and (root := package.xml(name)) is not None:
            for _id, relation in _relations(root, ""):
                if relation.is_outside and not relation.kind.endswith(_HARMLESS_OUTSIDE):
                    raise Refused("outside")


def _relations(root: etree._Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for it in root.iter(_RELATION):
        target = it.get("Target", "")
        is_outside = it.get("TargetMode", "").lower() == "external"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield it.get("Id", ""), Relation(it.get("Type", ""), target, is_outside)


def parsed(content: bytes) -> etree._Element:
    if len(content) > MOST_XML:
        raise Refused("too_much")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(undeclared(content), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as broken:
        raise Refused("damaged") from broken
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("damaged")
    return root
