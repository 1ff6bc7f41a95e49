"""An organisation’s own Word template: how it looks is taken over, what it says in its pages is not.

Nothing of the file is copied. Styles, lists, colours, page, header and footer are made anew from what this
package knows; whatever else the file holds (properties, comments, changes, macros, its own text) has no way in.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from community.documents import docx_style
from community.documents.word_template.package import opened
from community.documents.word_template.paper import Paper, paper_of
from community.documents.word_template.styles import Lists, Styles, lists_used, styles_of
from community.documents.word_template.theme import theme_of
from community.documents.word_template.words import (
    EVERYBODYS_FONTS,
    FONTS,
    KIND,
    VAL,
    W,
    only_own,
)
from community.packed import Refused

__all__ = ["Template", "read", "without_names"]

_WORD = re.compile(r"[^\W\d_]{2}")
_CALLED = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")


@dataclass(frozen=True)
class Template:
    """`lists` are by the number the styles call them by; `sets` are the theme’s colours and fonts."""

    styles: Styles
    lists: Mapping[str, etree._Element]
    sets: Mapping[str, etree._Element]
    paper: Paper


def read(data: bytes) -> Template:
    """Raises `Refused`. Nothing is written anywhere, and nothing is fetched."""
    package = opened(data)
    main = package.beside("", f"{KIND}officeDocument")
    root = package.xml(package.beside(main, f"{KIND}styles"))
    if main not in package.parts or root is None:
        raise Refused("damaged")
    paper = paper_of(package, main)
    lists = Lists(package.xml(package.beside(main, f"{KIND}numbering")))
    styles = styles_of(root, docx_style.our_styles(), lists, _called(paper))
    _call_by_new_names(paper, styles.renamed)
    kept = {it: _list(lists, it, styles.renamed) for it in lists_used(styles.styles)}
    theme = theme_of(package.xml(package.beside(main, f"{KIND}theme")))
    return Template(styles, kept, theme, paper)


def _references(paper: Paper) -> Iterator[etree._Element]:
    for strip in paper.strips.values():
        yield from list(strip.content.iter(*_CALLED))


def _called(paper: Paper) -> list[str]:
    return [it.get(VAL, "") for it in _references(paper)]


def _call_by_new_names(paper: Paper, renamed: Mapping[str, str]) -> None:
    for it in _references(paper):
        it.set(VAL, renamed.get(it.get(VAL, ""), ""))
        if not it.get(VAL):
            it.getparent().remove(it)
    for strip in paper.strips.values():
        for numbered in list(strip.content.iter(f"{W}numPr")):
            numbered.getparent().remove(numbered)


def _list(lists: Lists, number: str, renamed: Mapping[str, str]) -> etree._Element:
    kind = lists.kind(number)
    assert kind is not None  # noqa: S101 a style was let keep it
    copy = only_own(kind)
    for child in [it for it in copy if it.tag not in (f"{W}multiLevelType", f"{W}lvl")]:
        copy.remove(child)
    for it in list(copy.iter(f"{W}pStyle")):
        it.set(VAL, renamed.get(it.get(VAL, ""), ""))
        if not it.get(VAL):
            it.getparent().remove(it)
    return copy


def without_names(template: Template) -> Template:
    """For an event under the Chatham House Rule: its look, without whatever may say whose it is.

    No header and no footer, a logo among them; no font that not everybody has; no words before a heading.
    """
    bare = deepcopy(template)
    defaults = [bare.styles.defaults] if bare.styles.defaults is not None else []
    for root in [
        *defaults,
        *bare.styles.styles.values(),
        *bare.lists.values(),
        *bare.sets.values(),
    ]:
        for it in root.iter():
            _forget_names(it)
    paper = replace(bare.paper, strips={}, first_differs=False, even_differ=False)
    return replace(bare, paper=paper)


def _forget_names(it: etree._Element) -> None:
    for name in FONTS & set(it.attrib):
        if it.get(str(name), "").casefold() not in EVERYBODYS_FONTS:
            it.set(name, "Calibri")
    if it.tag == f"{W}lvlText" and _WORD.search(it.get(VAL, "")):
        it.set(VAL, "")
