"""A document as a tree: what it says and in what order, before any format has a say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from community.markdown import is_safe_address
from community.text import normalise_line, one_line

DEEPEST_HEADING = 3
DEEPEST_ITEM = 3


@dataclass(frozen=True)
class Text:
    """Words in a row; like every word in the tree, normalised on the way in, so no format chokes."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text))


@dataclass(frozen=True)
class Strong(Text):
    pass


@dataclass(frozen=True)
class Emphasis(Text):
    pass


@dataclass(frozen=True)
class Link(Text):
    """Words that lead to a whole web or email address; with any other address they are words."""

    href: str

    def __post_init__(self) -> None:
        super().__post_init__()
        href = normalise_line(self.href)
        object.__setattr__(self, "href", href if is_safe_address(href) else "")


Runs = tuple[Text, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "level", min(max(self.level, 1), DEEPEST_HEADING))
        object.__setattr__(self, "text", normalise_line(self.text))


@dataclass(frozen=True)
class Sentence:
    """Runs that read as one: no space at either end, and never two where runs meet."""

    runs: Runs

    def __post_init__(self) -> None:
        object.__setattr__(self, "runs", _trimmed(self.runs))


@dataclass(frozen=True)
class Paragraph(Sentence):
    pass


@dataclass(frozen=True)
class Quote(Sentence):
    pass


@dataclass(frozen=True)
class Item(Sentence):
    """One item of a list; an item of depth 2 stands under the item before it."""

    depth: int = 1


@dataclass(frozen=True)
class List:
    """Items whose depth never jumps by more than one, whoever made them."""

    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(_stepped(self.items)))


@dataclass(frozen=True)
class BulletList(List):
    pass


@dataclass(frozen=True)
class NumberList(List):
    pass


@dataclass(frozen=True)
class Table:
    """Rows under a header; each row has as many cells as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", normalise_line(self.caption))
        object.__setattr__(self, "header", _cells(self.header))
        object.__setattr__(self, "rows", tuple(_cells(row) for row in self.rows))
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("A row has more or fewer cells than the header.")


Block = Heading | Paragraph | Quote | BulletList | NumberList | Table


@dataclass(frozen=True)
class Document:
    """A title, a few facts about the document, then its blocks; heading levels have no gaps."""

    title: str
    blocks: tuple[Block, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    language: str = "en-GB"

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", normalise_line(self.title))
        facts = ((normalise_line(name), normalise_line(value)) for name, value in self.facts)
        object.__setattr__(self, "facts", tuple(facts))
        object.__setattr__(self, "blocks", tuple(_without_gaps(self.blocks)))


Kind = Literal[
    "title",
    "fact",
    "heading 1",
    "heading 2",
    "heading 3",
    "paragraph",
    "quote",
    "bullet 1",
    "bullet 2",
    "bullet 3",
    "number 1",
    "number 2",
    "number 3",
    "caption",
    "header row",
    "row",
]


@dataclass(frozen=True)
class Line:
    """One thing a reader meets: what it is, and its words, cell by cell."""

    kind: Kind
    cells: tuple[str, ...]


def words(runs: Iterable[Text]) -> str:
    return "".join(run.text for run in runs)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def bullets(texts: Iterable[str]) -> BulletList:
    return BulletList(tuple(Item((Text(text),)) for text in texts))


def ordered_content(document: Document) -> tuple[Line, ...]:
    """Everything the document says, in reading order: the same in every format."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[Line]:
    yield Line("title", (document.title,))
    for fact in document.facts:
        yield Line("fact", fact)
    for block in document.blocks:
        yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[Line]:
    match block:
        case Heading():
            yield Line(f"heading {block.level}", (block.text,))  # type: ignore[arg-type] # 1 to 3
        case Paragraph():
            yield Line("paragraph", (words(block.runs),))
        case Quote():
            yield Line("quote", (words(block.runs),))
        case BulletList() | NumberList():
            sort = "bullet" if isinstance(block, BulletList) else "number"
            for item in block.items:
                yield Line(f"{sort} {item.depth}", (words(item.runs),))  # type: ignore[arg-type] # 1 to 3
        case Table():
            yield Line("caption", (block.caption,))
            yield Line("header row", block.header)
            for row in block.rows:
                yield Line("row", row)


def _without_gaps(blocks: Iterable[Block]) -> Iterator[Block]:
    """A heading is at most one level deeper than the one before it, whoever made them."""
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1)
            yield replace(block, level=above)
        else:
            yield block


def _cells(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(normalise_line(text) for text in texts)


def _trimmed(runs: Iterable[Text]) -> Runs:
    kept: list[Text] = []
    after_space = True
    for run in runs:
        text = run.text.lstrip() if after_space else run.text
        if text:
            kept.append(replace(run, text=text))
            after_space = text.endswith(" ")
    if kept and after_space:
        last = kept.pop()
        kept += [replace(last, text=text)] if (text := last.text.rstrip()) else []
    return tuple(kept)


def _stepped(items: Iterable[Item]) -> Iterator[Item]:
    above = 0
    for item in items:
        above = min(max(item.depth, 1), above + 1, DEEPEST_ITEM)
        yield replace(item, depth=above)
