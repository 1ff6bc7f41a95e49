"""A document as Markdown that means the same when it is read again: plain words stay plain words."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from community.documents.tree import (
    Block,
    BulletList,
    Document,
    Emphasis,
    Heading,
    Link,
    List,
    NumberList,
    Paragraph,
    Quote,
    Runs,
    Strong,
    Table,
    Text,
)

_MARKUP = re.compile(r"([\\`*_\[\]<>~|#]|&(?=#?\w+;))")
_OPENING = re.compile(r"^(\s*)([+\-=]|\d+(?=[.)]))", re.MULTILINE)
_WORDS_ALONE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_SAFE_IN_ADDRESS = "/:?#[]@!$&'()*+,;=%-._~"


def render(document: Document) -> bytes:
    return ("\n\n".join(_parts(document)) + "\n").encode()


def as_typed(text: str) -> str:
    """Plain words as Markdown that says the same: nothing in them turns into a list or a heading."""
    return _OPENING.sub(_escape_opening, _MARKUP.sub(r"\\\1", text))


def _escape_opening(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _parts(document: Document) -> Iterator[str]:
    yield f"# {as_typed(document.title)}"
    if document.facts:
        yield "\n".join(
            f"- **{as_typed(name)}** {as_typed(value)}" for name, value in document.facts
        )
    before: Block | None = None
    is_second = bool(document.facts)  # of two lists that meet, the second needs other marks
    for block in document.blocks:
        is_second = type(before) is type(block) and not is_second if before else is_second
        yield _block(block, is_second=is_second)
        before = block


def _block(block: Block, *, is_second: bool) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {as_typed(block.text)}"
        case Paragraph():
            return _runs(block.runs)
        case Quote():
            return f"> {_runs(block.runs)}"
        case BulletList() | NumberList():
            return "\n".join(_items(block, is_second=is_second))
        case Table():
            return "\n".join(_table(block))


def _items(block: List, *, is_second: bool) -> Iterator[str]:
    is_numbered = isinstance(block, NumberList)
    mark = (")" if is_second else ".") if is_numbered else ("*" if is_second else "-")
    counts, indents = [0, 0, 0], [0, 0, 0, 0]
    for item in block.items:
        level = item.depth - 1
        counts[level:] = [counts[level] + 1, *[0] * (2 - level)]
        label = f"{counts[level]}{mark}" if is_numbered else mark
        indents[item.depth] = indents[level] + len(label) + 1
        yield f"{' ' * indents[level]}{label} {_runs(item.runs)}"


def _table(table: Table) -> Iterator[str]:
    yield f"*{as_typed(table.caption)}*\n"
    yield _row(table.header)
    yield f"|{' --- |' * len(table.header)}"
    yield from map(_row, table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(as_typed(cell) for cell in cells)} |"


def _runs(runs: Runs) -> str:
    """Marks only where they are sure to be read as marks; elsewhere the words go plain."""
    pieces: list[str] = []
    for run in runs:
        after_mark = bool(pieces) and pieces[-1].endswith("*")
        pieces.append(_run(run, after_mark=after_mark, opens=not pieces))
    return "".join(pieces)


def _run(run: Text, *, after_mark: bool, opens: bool) -> str:
    words = as_typed(run.text) if opens else _MARKUP.sub(r"\\\1", run.text)
    match run:
        case Link(href=href) if href:
            return f"[{words}](<{quote(href, safe=_SAFE_IN_ADDRESS)}>)"
        case Strong() | Emphasis() if not after_mark:
            return _marked(run, words)
    return words


def _marked(run: Text, words: str) -> str:
    mark = "**" if isinstance(run, Strong) else "*"
    inner = run.text.strip()
    if not _WORDS_ALONE.fullmatch(inner):
        return words
    before, after = (
        run.text[: run.text.index(inner)],
        run.text[run.text.index(inner) + len(inner) :],
    )
    return f"{before}{mark}{words.strip()}{mark}{after}"
