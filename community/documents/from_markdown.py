"""Markdown that an organiser typed, as blocks of a document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from community.documents.tree import (
    DEEPEST_HEADING,
    Block,
    BulletList,
    Emphasis,
    Heading,
    Item,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Runs,
    Strong,
    Text,
    words,
)
from community.markdown import parse

_LISTS: dict[str, type[BulletList | NumberList]] = {
    "bullet_list_open": BulletList,
    "ordered_list_open": NumberList,
}
_CLOSED = frozenset({"bullet_list_close", "ordered_list_close"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def blocks_from_markdown(text: str, *, under: int) -> tuple[Block, ...]:
    """Blocks to stand under a heading of that level; headings typed in the text go one deeper."""
    reader = _Reader(under)
    for token in parse(text):
        reader.read(token)
    return tuple(reader.blocks)


@dataclass
class _Reader:
    """Remembers which lists, quotes and headings are open while tokens go by."""

    under: int
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    lists: list[type[BulletList | NumberList]] = field(default_factory=list)
    quotes: int = 0
    in_heading: bool = False

    def read(self, token: Token) -> None:
        if token.type in _LISTS:
            self.lists.append(_LISTS[token.type])
        elif token.type in _CLOSED:
            self._close_list()
        elif token.type.startswith("blockquote"):
            self.quotes += token.nesting
        elif token.type.startswith("heading"):
            self.in_heading = token.nesting == 1
        elif token.type in ("inline", "fence"):
            self._add(_runs(token))

    def _close_list(self) -> None:
        kind = self.lists.pop()
        if not self.lists and self.items:
            self.blocks.append(kind(tuple(self.items)))
            self.items = []

    def _add(self, runs: Runs) -> None:
        if not words(runs).strip():
            return
        if self.lists:
            self.items.append(Item(runs, depth=len(self.lists)))
        elif self.in_heading:
            self.blocks.append(self._heading(runs))
        else:
            self.blocks.append(Quote(runs) if self.quotes else Paragraph(runs))

    def _heading(self, runs: Runs) -> Block:
        if self.under >= DEEPEST_HEADING:
            return Paragraph((Strong(words(runs)),))
        return Heading(self.under + 1, words(runs))


def _runs(token: Token) -> Runs:
    if token.children is None:
        return (Text(token.content.strip()),)
    return tuple(_inline(token.children))


def _inline(children: Sequence[Token]) -> Iterator[Text]:
    """Flat runs: a link wins over strong, strong over emphasis."""
    strong = emphasis = 0
    href = ""
    for token in children:
        if token.type.startswith("link"):
            href = str(token.attrs.get("href", ""))
        elif token.type.startswith("strong"):
            strong += token.nesting
        elif token.type.startswith("em_"):
            emphasis += token.nesting
        elif content := " " if token.type in _BREAKS else token.content:
            yield _run(content, href, strong, emphasis)


def _run(content: str, href: str, strong: int, emphasis: int) -> Text:
    if href:
        return Link(content, href)
    if strong:
        return Strong(content)
    return Emphasis(content) if emphasis else Text(content)
