"""A template’s styles under our names: how its headings, lists and tables look, and nothing else of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from community.documents.word_template.words import VAL, W, number_of, only_own, value_of
from community.packed import Refused

_SAID = frozenset(
    f"{W}{it}" for it in (
        "name", "basedOn", "next", "uiPriority", "qFormat", "pPr", "rPr", "tblPr", "trPr", "tcPr",
        "tblStylePr",
    )
)  # fmt: skip
MOST_STYLES = 300  # that are taken over
_SORTS = ("paragraph", "character", "table", "numbering")
_REFERENCES = ("basedOn", "next")
_BULLETS = frozenset({"List Bullet", "List Bullet 2", "List Bullet 3"})
_NUMBERED = frozenset({"heading 1", "heading 2", "heading 3"})
_LONGEST_NUMBER = 8
_OURS_ALONE = 100  # numbers of a template’s lists begin here
_LOOKS = frozenset(f"{W}{it}" for it in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_BEFORE_A_LIST = frozenset(
    f"{W}{it}" for it in ("keepNext", "keepLines", "pageBreakBefore", "widowControl")
)
_COLOURS = frozenset({f"{W}color", f"{W}fill"})

Key = tuple[str, str]  # what it is for, and its name in small letters


@dataclass(frozen=True)
class Styles:
    """Styles under our identifiers, the defaults below them, and what the template’s own became."""

    defaults: etree._Element | None
    styles: Mapping[str, etree._Element]
    renamed: Mapping[str, str]


@dataclass(frozen=True)
class Lists:
    """The lists of a template by the number its styles call them by."""

    root: etree._Element | None

    def look(self, number: str, level: int) -> etree._Element | None:
        """The level of a list that has its own levels."""
        kind = self.kind(number)
        found = kind.findall(f"{W}lvl") if kind is not None else []
        return next((it for it in found if number_of(it, "ilvl") == level), None)

    def kind(self, number: str) -> etree._Element | None:
        if self.root is None:
            return None
        if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
            return None
        named = (it for it in self.root.iter(f"{W}num") if it.get(f"{W}numId") == number)
        kind = next((value_of(it, "abstractNumId") for it in named), "")
        every = self.root.iter(f"{W}abstractNum")
        return next((it for it in every if it.get(f"{W}abstractNumId") == kind), None)


def key_of(style: etree._Element) -> Key:
    return style.get(f"{W}type", ""), value_of(style, "name").lower()


def styles_of(
    root: etree._Element, ours: Iterable[etree._Element], lists: Lists, used: Iterable[str]
) -> Styles:
    """Those we write with, those its headers use, and what they rest on."""
    theirs = {
        it.get(f"{W}styleId", ""): it
        for it in root.iter(f"{W}style")
        if it.get(f"{W}type") in _SORTS
    }
    known = {key_of(it): it for it in ours}
    defaults = {it.get(f"{W}type"): it for it in known.values() if it.get(f"{W}default")}
    found = {name: _ours(it, known, defaults) for name, it in theirs.items()}
    matched = {name: it for name, it in found.items() if it is not None}
    wanted = _with_what_they_rest_on([*matched, *(it for it in used if it in theirs)], theirs)
    renamed = {
        name: matched[name].get(f"{W}styleId", "") if name in matched else f"Template{number}"
        for number, name in enumerate(wanted, start=1)
    }
    made = {
        renamed[name]: _made(theirs[name], matched.get(name), renamed, lists) for name in wanted
    }
    below = root.find(f"{W}docDefaults")
    return Styles(only_own(below) if below is not None else None, made, renamed)


def _ours(
    style: etree._Element, known: Mapping[Key, etree._Element], defaults: Mapping[str | None, etree._Element]
) -> etree._Element | None:  # fmt: skip
    """By its name, or as the one that everything rests on. The line we put at the foot stays ours."""
    if key_of(style) == ("paragraph", "footer"):
        return None
    if style.get(f"{W}default") in ("1", "true", "on"):
        return defaults.get(style.get(f"{W}type"))
    found = known.get(key_of(style))
    return found if found is not None and not found.get(f"{W}default") else None


def _with_what_they_rest_on(
    names: Iterable[str], theirs: Mapping[str, etree._Element]
) -> list[str]:
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in theirs and name not in found:
            found[name] = None
            waiting.append(value_of(theirs[name], "basedOn"))
        if len(found) > MOST_STYLES:
            raise Refused("too_much")
    return sorted(found)


def _made(
    style: etree._Element, ours: etree._Element | None, renamed: Mapping[str, str], lists: Lists
) -> etree._Element:
    copy = only_own(style)
    for child in [it for it in copy if it.tag not in _SAID]:
        copy.remove(child)
    name, identifier = copy.find(f"{W}name"), renamed[style.get(f"{W}styleId", "")]
    if name is None:
        name = etree.Element(f"{W}name")
        copy.insert(0, name)
    name.set(VAL, value_of(ours, "name") if ours is not None else f"Template {identifier[8:]}")
    copy.attrib.clear()
    copy.set(f"{W}type", style.get(f"{W}type", ""))
    copy.set(f"{W}styleId", identifier)
    flags = ours.attrib if ours is not None else {f"{W}customStyle": "1"}
    for flag in (f"{W}default", f"{W}customStyle"):
        if flag in flags:
            copy.set(flag, "1")
    for reference in [it for word in _REFERENCES for it in copy.findall(f"{W}{word}")]:
        _point(reference, renamed)
    _number(copy, lists, ours)
    return copy


def _point(reference: etree._Element, renamed: Mapping[str, str]) -> None:
    """To the style under its new identifier, or nowhere."""
    parent = reference.getparent()
    if (to := renamed.get(reference.get(VAL, ""))) is not None:
        reference.set(VAL, to)
    elif parent is not None:
        parent.remove(reference)


def _number(style: etree._Element, lists: Lists, ours: etree._Element | None) -> None:
    """Headings and bullets keep the template’s list; in numbered lists we count ourselves."""
    name = value_of(style, "name")
    for found in list(style.iter(f"{W}numPr")):
        number = value_of(found, "numId")
        look = lists.look(number, number_of(found.find(f"{W}ilvl"), "val") or 0)
        keeps = name.lower() in _NUMBERED or (name in _BULLETS and is_bullet(look))
        if keeps and look is not None:
            found.find(f"{W}numId").set(VAL, shifted(number))
        else:
            found.getparent().remove(found)
    if ours is not None and style.find(f"{W}pPr/{W}numPr") is None:
        for numbered in ours.findall(f"{W}pPr/{W}numPr"):
            paragraph = style.find(f"{W}pPr")
            if paragraph is None:
                paragraph = etree.Element(f"{W}pPr")
                style.insert(_place_before(style, _LOOKS), paragraph)
            paragraph.insert(
                sum(1 for it in paragraph if it.tag in _BEFORE_A_LIST), only_own(numbered)
            )


def _place_before(style: etree._Element, tags: Collection[str]) -> int:
    """Where the order of the format wants it."""
    return next((place for place, it in enumerate(style) if it.tag in tags), len(style))


def is_bullet(level: etree._Element | None) -> bool:
    return level is not None and value_of(level, "numFmt") == "bullet"


def shifted(number: str) -> str:
    return str(int(number) + _OURS_ALONE)


def neutral(style: etree._Element) -> etree._Element:
    """A style of ours beside a template’s: its letters and colours are the template’s."""
    copy = only_own(style)
    for it in [*copy.iter(f"{W}rFonts"), *copy.iter(f"{W}color")]:
        it.getparent().remove(it)
    for it in copy.iter():
        for name in _COLOURS & set(it.attrib):
            it.set(name, "auto")
    return copy


def unbent(styles: Mapping[str, etree._Element]) -> None:
    """No style rests on itself, however far round, nor on one of another kind or that is not there."""
    for start in styles.values():
        seen, at = {start.get(f"{W}styleId")}, start
        while (below := value_of(at, "basedOn")) and below in styles:
            if below in seen:
                at.remove(at.find(f"{W}basedOn"))
                break
            seen.add(below)
            at = styles[below]


def lists_used(styles: Mapping[str, etree._Element]) -> Iterator[str]:
    for style in styles.values():
        for found in style.iter(f"{W}numPr"):
            if (number := int(value_of(found, "numId"))) >= _OURS_ALONE:
                yield str(number - _OURS_ALONE)
