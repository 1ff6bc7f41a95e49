"""A template’s colours and fonts as its styles call them by: their values, without the names of the sets."""

from collections.abc import Mapping

from lxml import etree

from community.documents.word_template.words import A

_SETS = ("clrScheme", "fontScheme")
_SAID = frozenset({"val", "lastClr", "typeface", "script"})
_COLOURS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip


def theme_of(root: etree._Element | None) -> Mapping[str, etree._Element]:
    """Each set that is whole."""
    elements = root.find(f"{A}themeElements") if root is not None else None
    if elements is None:
        return {}
    found = {name: elements.find(f"{A}{name}") for name in _SETS}
    sets = {name: _bare(it) for name, it in found.items() if it is not None}
    return {name: it for name, it in sets.items() if _is_whole(name, it)}


def _bare(element: etree._Element) -> etree._Element:
    copy = etree.Element(element.tag)
    for name in _SAID & set(element.attrib):
        copy.set(name, element.get(str(name), ""))
    if element.tag in {f"{A}{name}" for name in _SETS}:
        copy.set("name", "Template")
    copy.extend(_bare(it) for it in element if str(it.tag).startswith(A) and it.tag != f"{A}extLst")
    return copy


def _is_whole(name: str, element: etree._Element) -> bool:
    if name == "clrScheme":
        return [it.tag for it in element] == [f"{A}{colour}" for colour in _COLOURS] and all(
            len(it) == 1 for it in element
        )
    fonts = [element.find(f"{A}{which}/{A}latin") for which in ("majorFont", "minorFont")]
    return len(element) == len(fonts) and None not in fonts


def put_in(theme: bytes, sets: Mapping[str, etree._Element]) -> bytes:
    """Our theme with these sets in place of its own."""
    root = etree.fromstring(theme)
    elements = root.find(f"{A}themeElements")
    assert elements is not None  # noqa: S101 it is ours
    for name, element in sets.items():
        before = elements.find(f"{A}{name}")
        assert before is not None  # noqa: S101 it is ours
        elements.replace(before, element.__copy__())
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
