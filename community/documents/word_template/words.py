"""The names of things inside a Word file, and what of them is never taken over."""

import re

from lxml import etree

_OF = "http://schemas.openxmlformats.org/"
W = f"{{{_OF}wordprocessingml/2006/main}}"
A = f"{{{_OF}drawingml/2006/main}}"
WP = f"{{{_OF}drawingml/2006/wordprocessingDrawing}}"
PIC = f"{{{_OF}drawingml/2006/picture}}"
R = f"{{{_OF}officeDocument/2006/relationships}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML = "{http://www.w3.org/XML/1998/namespace}"
KIND = f"{_OF}officeDocument/2006/relationships/"

VAL = f"{W}val"
_WHOLE = re.compile(r"-?[0-9]{1,6}")
FONTS = frozenset({f"{W}ascii", f"{W}hAnsi", f"{W}eastAsia", f"{W}cs", "typeface"})
# A font of its own says whose a document is.
EVERYBODYS_FONTS = frozenset(
    {
        "", "aptos", "arial", "bookman old style", "calibri", "cambria", "candara", "century gothic",
        "consolas", "constantia", "corbel", "courier new", "garamond", "georgia", "gill sans mt",
        "helvetica", "palatino linotype", "segoe ui", "symbol", "tahoma", "times new roman",
        "trebuchet ms", "verdana", "wingdings",
    }
)  # fmt: skip
# Who changed what and when; what nobody would see; what would lay our words on top of each other.
_NEVER = frozenset(
    f"{W}{name}"
    for name in (
        "pPrChange", "rPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
        "tblGridChange", "numberingChange", "sectPrChange", "ins", "del", "moveFrom", "moveTo",
        "cellIns", "cellDel", "cellMerge", "vanish", "specVanish", "webHidden", "framePr", "lang",
        "sectPr", "divId", "cnfStyle", "nsid", "tmpl", "lvlPicBulletId",
    )
)  # fmt: skip


def only_own(element: etree._Element) -> etree._Element:
    """A copy with nothing in it but Word’s own elements and attributes, and of those none of `_NEVER`."""
    copy = shell(element)
    copy.text = element.text if element.tag == f"{W}t" else None
    for child in element:
        if isinstance(child.tag, str) and child.tag.startswith(W) and child.tag not in _NEVER:
            copy.append(only_own(child))
    return copy


def shell(element: etree._Element) -> etree._Element:
    """The element alone: Word’s own attributes, without the numbers of the sittings it was edited in."""
    copy = etree.Element(element.tag, nsmap={"w": W[1:-1]})
    for name, value in element.attrib.items():
        word = str(name)
        if word == f"{XML}space" or (word.startswith(W) and not word[len(W) :].startswith("rsid")):
            copy.set(name, value)
    return copy


def value_of(element: etree._Element, name: str) -> str:
    """What a child of this name says."""
    found = element.find(f"{W}{name}")
    return found.get(VAL, "") if found is not None else ""


def number_of(element: etree._Element | None, name: str) -> int | None:
    """A whole number in an attribute; nothing else counts."""
    said = element.get(f"{W}{name}", "") if element is not None else ""
    return int(said) if _WHOLE.fullmatch(said) else None


def is_on(parent: etree._Element | None, path: str) -> bool:
    """A switch of Word’s: there and not turned off."""
    found = parent.find(path) if parent is not None else None
    return found is not None and found.get(VAL, "1").lower() not in ("0", "false", "off")
