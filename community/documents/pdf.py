"""A document as a PDF/UA-1 file: tagged, titled, in a language, read aloud in the order it is read."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from community.documents.drawable import drawable
from community.documents.tree import (
    Block,
    BulletList,
    Document,
    Emphasis,
    Heading,
    Item,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Runs,
    Strong,
    Table,
    Text,
)

Style = Literal["page", "wall"]

_TEMPLATE = Path(__file__).parent / "pages.typ"
# With the fonts of the library alone a page looks the same on every machine, and none needs a font.
_compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, ignore_system_fonts=True)
_one_at_a_time = Lock()
_SHORT_TITLE = 70
_LONG_WORD = re.compile(r"\S{30}(?=\S)")
_MAY_BREAK = "\\g<0>\u200b"
_LONGEST_ADDRESS = 8_000  # more than that is refused


def render(document: Document) -> bytes:
    """A4 pages. The same tree gives the same bytes, with no name and no clock in them."""
    return _render(document, "page")


def render_wall(document: Document) -> bytes:
    """A3 sheets to hang up: every heading of level 1 starts one, in large type."""
    return _render(document, "wall")


def _render(document: Document, style: Style) -> bytes:
    return _draw(drawable(document, _draw), style)


def _draw(document: Document, style: Style = "page") -> bytes:
    inputs = {"document": _as_data(document), "style": style}
    with _one_at_a_time:
        made = _compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)  # noqa: S101 one file is asked for
    return made


def _as_data(document: Document) -> str:
    language, _dash, region = document.language.partition("-")
    with translation.override(document.language):
        footer = _("Page {page} of {pages}")
    return json.dumps(
        {
            "title": _breakable(document.title),
            "short-title": textwrap.shorten(document.title, _SHORT_TITLE, placeholder="…"),
            "language": language,
            "region": region or None,
            "footer": footer,
            "facts": [[_breakable(text) for text in fact] for fact in document.facts],
            "blocks": [_block(block) for block in document.blocks],
        }
    )


def _breakable(text: str) -> str:
    """A word longer than a line may be broken; what is read out or copied stays one word."""
    return _LONG_WORD.sub(_MAY_BREAK, text)


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _breakable(block.text)}
        case Paragraph() | Quote():
            kind = "quote" if isinstance(block, Quote) else "paragraph"
            return {"kind": kind, "runs": _runs(block.runs)}
        case BulletList() | NumberList():
            kind = "numbers" if isinstance(block, NumberList) else "bullets"
            return {"kind": kind, "items": list(_nested(block.items))}
        case Table():
            return _table(block)


def _nested(items: Iterable[Item], depth: int = 1) -> Iterator[dict[str, Any]]:
    """Items as a tree, each with those that stand under it."""
    rest = list(items)
    while rest:
        first, *rest = rest
        under = next((n for n, it in enumerate(rest) if it.depth <= depth), len(rest))
        below, rest = rest[:under], rest[under:]
        yield {"runs": _runs(first.runs), "items": list(_nested(below, depth + 1))}


def _runs(runs: Runs) -> list[dict[str, str]]:
    return [_run(run) for run in runs]


def _run(run: Text) -> dict[str, str]:
    text = _breakable(run.text)
    match run:
        case Link(href=href) if href and len(href) <= _LONGEST_ADDRESS:
            return {"kind": "link", "text": text, "href": href}
        case Strong():
            return {"kind": "strong", "text": text}
        case Emphasis():
            return {"kind": "emphasis", "text": text}
    return {"kind": "text", "text": text}


def _table(table: Table) -> dict[str, Any]:
    lines = [table.header, *table.rows]
    shares = [min(max(*map(len, column), 8), 60) for column in zip(*lines, strict=True)]
    return {
        "kind": "table",
        "caption": _breakable(table.caption),
        "widths": shares,
        "header": [_breakable(cell) for cell in table.header],
        "rows": [[_breakable(cell) for cell in row] for row in table.rows],
    }
