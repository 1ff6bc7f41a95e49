"""The paper a template prints on: its size, margins, and what stands at the top and bottom of a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from community.documents.word_template import drawings, fields
from community.documents.word_template.package import Package
from community.documents.word_template.pictures import bare
from community.documents.word_template.words import (
    KIND,
    MC,
    A,
    R,
    W,
    is_on,
    number_of,
    only_own,
    shell,
)
from community.packed import Refused

MOST_IN_A_STRIP = 3_000  # elements
NARROWEST, WIDEST = 3_000, 32_000  # twips

Place = tuple[str, str]  # ("header" or "footer", "default", "first" or "even")

_PROPERTIES = frozenset(
    f"{W}{it}" for it in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")
)
_HOLDING = frozenset(f"{W}{it}" for it in ("p", "r", "tbl", "tr", "tc"))
_SHOWN = frozenset(
    f"{W}{it}" for it in (
        "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "fldChar", "instrText",
    )
)  # fmt: skip
_UNWRAPPED = frozenset(
    f"{W}{it}" for it in ("hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml")
)  # fmt: skip
_PAGES = ("default", "first", "even")
_MARGINS = ("top", "bottom", "left", "right", "header", "footer")


@dataclass(frozen=True)
class Strip:
    """What stands there, cleaned, with its pictures by the key they are called by in it."""

    content: etree._Element
    pictures: Mapping[str, bytes]


@dataclass(frozen=True)
class Paper:
    size: tuple[int, int] | None = None
    margins: Mapping[str, int] = field(default_factory=dict)
    strips: Mapping[Place, Strip] = field(default_factory=dict)
    first_differs: bool = False
    even_differ: bool = False


def paper_of(package: Package, main: str) -> Paper:
    """As the last section of the template has it; it goes on with the strips of those before."""
    root, relations = package.xml(main), package.relations(main)
    sections = list(root.iter(f"{W}sectPr")) if root is not None else []
    if not sections:
        return Paper()
    last, parts = sections[-1], {}
    for reference in (it for section in sections for it in section):
        relation = relations.get(reference.get(f"{R}id", ""))
        kind = str(reference.tag).removeprefix(W).removesuffix("Reference")
        pages = reference.get(f"{W}type", "default")
        if relation is not None and kind in ("header", "footer") and pages in _PAGES:
            parts[kind, pages] = relation.target
    size, margins = _measures(last)
    strips = {
        place: _strip(package, part) for place, part in parts.items() if part in package.parts
    }
    settings = package.xml(package.beside(main, f"{KIND}settings"))
    even = is_on(settings, f"{W}evenAndOddHeaders")
    return Paper(size, margins, strips, is_on(last, f"{W}titlePg"), even)


def _measures(section: etree._Element) -> tuple[tuple[int, int] | None, dict[str, int]]:
    """Nothing, if there would be no room for words between the margins."""
    page, edges = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    wide, high = number_of(page, "w"), number_of(page, "h")
    found = {name: number_of(edges, name) for name in _MARGINS}
    margins = {name: abs(value) for name, value in found.items() if value is not None}
    if wide is None or high is None or not {"left", "right", "top", "bottom"} <= set(margins):
        return None, {}
    rooms = (wide - margins["left"] - margins["right"], high - margins["top"] - margins["bottom"])
    if max(wide, high) > WIDEST or min(rooms) < NARROWEST:
        return None, {}
    return (wide, high), margins


def _strip(package: Package, name: str) -> Strip:
    root = package.xml(name)
    assert root is not None  # noqa: S101 it is one of the parts
    if sum(1 for _ in root.iter()) > MOST_IN_A_STRIP:
        raise Refused("too_much")
    content = etree.Element(f"{W}strip")
    content.extend(it for child in root for it in _kept(child))
    fields.settle(content)
    for holder in [content, *content.iter(f"{W}tc")]:
        if not len(holder) or holder[-1].tag != f"{W}p":
            etree.SubElement(holder, f"{W}p")  # the format wants one last
    relations = package.relations(name)
    pictures = {}
    for blip in content.iter(f"{A}blip"):
        key = blip.get(f"{R}embed", "")
        target = relations[key].target if key in relations else ""
        pictures[key] = bare(package.parts.get(target, b""))
    return Strip(content, pictures)


def _kept(element: etree._Element) -> Iterator[etree._Element]:
    """What of it a reader sees: words, page numbers, tables and pictures."""
    tag = element.tag
    if tag in _UNWRAPPED:
        yield from (it for child in element for it in _kept(child))
    elif tag == f"{W}fldSimple":
        yield from _simple_field(element)
    elif tag in (f"{W}drawing", f"{MC}AlternateContent"):
        if (drawing := drawings.picture_in(element)) is not None:
            yield drawing
    elif tag in _SHOWN:
        copy = shell(element)
        copy.text = element.text
        yield copy
    elif tag in _HOLDING and not is_on(element, f"{W}rPr/{W}vanish"):
        copy = shell(element)
        copy.extend(only_own(it) for it in element if it.tag in _PROPERTIES)
        copy.extend(it for child in element for it in _kept(child))
        yield copy


def _simple_field(element: etree._Element) -> Iterator[etree._Element]:
    inside = [it for child in element for it in _kept(child)]
    name = fields.staying(element.get(f"{W}instr", ""))
    if not name:
        yield from inside
        return
    copy = etree.Element(f"{W}fldSimple", {f"{W}instr": name})
    copy.extend(inside)
    yield copy
