"""A picture in a header or footer, drawn anew from what shows of it."""

import re

from django.utils.translation import gettext as _
from lxml import etree

from community.documents.word_template.words import MC, PIC, WP, A, R, W

_DRAWN = (WP, A, PIC)
_NEVER = frozenset({f"{A}extLst", f"{A}hlinkClick", f"{A}hlinkHover", f"{WP}extLst"})
_NAMED = frozenset({f"{WP}docPr", f"{PIC}cNvPr"})
_FILE_NAME = re.compile(r"[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf)\b", re.IGNORECASE)
_PLACES = (f"{WP}positionH", f"{WP}positionV")


def picture_in(run_part: etree._Element) -> etree._Element | None:
    """The drawing, if it is one picture and nothing else."""
    for frame in run_part.iter(f"{WP}inline", f"{WP}anchor"):
        copy = _redrawn(frame)
        is_placed = frame.tag == f"{WP}inline" or all(copy.find(it) is not None for it in _PLACES)
        if is_placed and len(list(copy.iter(f"{PIC}pic"))) == len(list(copy.iter(f"{A}blip"))) == 1:
            drawing = etree.Element(f"{W}drawing")
            drawing.append(copy)
            return drawing
    return None


def _redrawn(element: etree._Element) -> etree._Element:
    copy = etree.Element(element.tag)
    for name, value in element.attrib.items():
        if not str(name).startswith("{") and name not in ("name", "descr", "title"):
            copy.set(name, value)
    if element.tag in _NAMED:
        said = element.get("descr", "")
        copy.set("name", "Picture")
        copy.set("descr", said if said and not _FILE_NAME.search(said) else _("Logo"))
    if element.tag == f"{A}blip" and (embedded := element.get(f"{R}embed")):
        copy.set(f"{R}embed", embedded)
    copy.text = element.text if element.tag in (f"{WP}align", f"{WP}posOffset") else None
    for child in element:
        _add(copy, child)
    return copy


def _add(copy: etree._Element, child: etree._Element) -> None:
    if child.tag == f"{MC}AlternateContent":
        fallback = child.find(f"{MC}Fallback")
        for it in fallback if fallback is not None else ():
            _add(copy, it)
    elif child.tag not in _NEVER and str(child.tag).startswith(_DRAWN):
        copy.append(_redrawn(child))
