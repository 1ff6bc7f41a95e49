"""A document as a piece of a web page: plain elements, escaped words, headings in order."""

from collections.abc import Iterable
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

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
from community.markdown import LINK_REL


def render(document: Document) -> SafeString:
    """The title is the page's `h1`, so a heading of level 1 is an `h2`."""
    return format_html(
        '<article class="document" lang="{}">\n<h1>{}</h1>\n{}{}</article>\n',
        document.language,
        document.title,
        _facts(document.facts),
        render_blocks(document.blocks),
    )


def render_blocks(blocks: Iterable[Block]) -> SafeString:
    return _joined(_block(block) for block in blocks)


def _facts(facts: Iterable[tuple[str, str]]) -> SafeString:
    pairs = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>\n", facts)
    return format_html('<dl class="document__facts">\n{}</dl>\n', pairs) if pairs else pairs


def _block(block: Block) -> SafeString:
    match block:
        case Heading():
            tag = f"h{block.level + 1}"
            return format_html("<{}>{}</{}>\n", tag, block.text, tag)
        case Paragraph():
            return format_html("<p>{}</p>\n", _runs(block.runs))
        case Quote():
            return format_html("<blockquote><p>{}</p></blockquote>\n", _runs(block.runs))
        case BulletList() | NumberList():
            return _list(block)
        case Table():
            return _table(block)


def _runs(runs: Runs) -> SafeString:
    return _joined(_run(run) for run in runs)


def _run(run: Text) -> SafeString:
    match run:
        case Link(href=href) if href:
            return format_html('<a href="{}" rel="{}">{}</a>', href, LINK_REL, run.text)
        case Strong():
            return format_html("<strong>{}</strong>", run.text)
        case Emphasis():
            return format_html("<em>{}</em>", run.text)
    return format_html("{}", run.text)


def _list(block: BulletList | NumberList) -> SafeString:
    tag = "ul" if isinstance(block, BulletList) else "ol"
    outside = Item((), depth=0)
    steps = pairwise([outside, *block.items, outside]) if block.items else ()
    return _joined(_step(before, item, tag) for before, item in steps)


def _step(before: Item, item: Item, tag: str) -> SafeString:
    """Open a list for a deeper item, close one for each level left behind."""
    if item.depth > before.depth:
        return format_html("<{}>\n<li>{}", tag, _runs(item.runs))
    left = before.depth - max(item.depth, 1)
    closed = _joined([format_html("</{}></li>", tag)] * left)
    if item.depth:
        return format_html("</li>{}\n<li>{}", closed, _runs(item.runs))
    return format_html("</li>{}\n</{}>\n", closed, tag)


def _table(table: Table) -> SafeString:
    heads = format_html_join("", '<th scope="col">{}</th>', ((name,) for name in table.header))
    rows = format_html_join("", "<tr>{}</tr>\n", ((_cells(row),) for row in table.rows))
    return format_html(
        '<div class="table-scroll" role="region" aria-label="{}" tabindex="0">\n'
        '<table class="table">\n<caption>{}</caption>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n",
        table.caption,
        table.caption,
        heads,
        rows,
    )


def _cells(row: Iterable[str]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in row))


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 every piece is escaped already
