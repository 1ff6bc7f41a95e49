"""What one pasted line is: its markers, the table it names, the kind it asks for."""

import re
from collections.abc import Iterator
from typing import Literal

from community.text import comparable, normalise_line, unify_newlines

Kind = Literal["principle", "challenge", "support_need"]

# Word writes its bullets in fonts of its own; pasted, they are a letter and a tab.
_WORD_BULLET = re.compile(r"^[ \t\xa0]*[o§Øü·](?:\t|\xa0{2}|\xa0 )")
_BULLETS = r"[-*•·–—‣◦▪▫●○■□❖➢➤✓✔☐∙⁃]|>+"
_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}"
_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_CAPITALS = r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})"
_COUNT = rf"(?:{_NUMBER}|[a-z]|{_ROMAN}|{_CAPITALS})"
_MARKER = re.compile(rf"(?:{_BULLETS}|{_COUNT}[.)]|[A-Z]\)|\((?:{_COUNT}|[A-Z])\))(?: |$)")

_RULED = frozenset("-_=*~•·–—>#|+.:： ")
_FRAME = "#*_=~ "
_TABLE = re.compile(
    r"(?:(?:table|tbl\.?|bwrdd)(?: ?(?:no\.?|number|rhif|#))?(?: ?(\d{1,3}[a-z]?)| ([a-z]))"
    r"|t ?(\d{1,3}))[ :.\-–—]*",
    re.IGNORECASE,
)
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+/")

_NAMES: dict[str, Kind] = {
    "principle": "principle",
    "principles": "principle",
    "principlesandbehaviours": "principle",
    "principlesbehaviours": "principle",
    "egwyddorion": "principle",
    "challenge": "challenge",
    "challenges": "challenge",
    "heriau": "challenge",
    "support": "support_need",
    "supportneed": "support_need",
    "supportneeds": "support_need",
    "supportneeded": "support_need",
    "anghenioncymorth": "support_need",
}
_ASKED: dict[Kind, tuple[re.Pattern[str], ...]] = {
    "principle": (re.compile(r"\b(?:principles?|egwyddor(?:ion)?)\b"),),
    "challenge": (
        re.compile(r"\b(?:challenges?|challenging|barriers?|obstacles?|heriau|in the way)\b"),
    ),
    "support_need": (
        re.compile(r"\b(?:support|help|[cg]ymorth|[cg]efnogaeth)\b"),
        re.compile(r"\b(?:needs?|needed|wants?|wanted|asked|would|useful|angen|anghenion)\b"),
    ),
}
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?= )")


def lines_of(text: str) -> Iterator[str]:
    """The lines that say something, each normalised: a ruled line or a bare bullet says nothing."""
    for raw in unify_newlines(text).split("\n"):
        line = normalise_line(_WORD_BULLET.sub("• ", raw))
        if says_something(line):
            yield line


def says_something(line: str) -> bool:
    return not _RULED.issuperset(without_markers(line))


def without_markers(line: str) -> str:
    """Strip bullets and numbers before the words, however many stand there."""
    start = 0
    while marker := _MARKER.match(line, start):
        start = marker.end()
    return line[start:]


def unframed(line: str) -> str:
    """A heading without what a chat or a Markdown file draws round it."""
    return line.strip(_FRAME)


def table_named(line: str) -> str:
    """The table a line names when it says nothing else: `TABLE 3:` names 3."""
    found = _TABLE.fullmatch(unframed(line))
    return (found[1] or found[2] or found[3]).upper() if found else ""


def is_address(line: str) -> bool:
    """A line with a web or email address in it is never a prompt, whatever it ends in."""
    return any(_is_address(word) for word in line.split())


def kind_named(line: str) -> Kind | None:
    """The kind a line is the very name of: “Challenges”."""
    return _NAMES.get(comparable(line))


def kind_asked_for(prompt: str) -> Kind | None:
    """The one kind a question asks for; a question about two kinds asks for neither."""
    asked = prompt.casefold()
    kinds = [
        kind
        for kind, patterns in _ASKED.items()
        if all(pattern.search(asked) for pattern in patterns)
    ]
    return kinds[0] if len(kinds) == 1 else kind_named(prompt)


def split_note(text: str, limit: int) -> tuple[str, ...]:
    """Pieces within the limit, each ending with a sentence, else with a word, else at the limit."""
    pieces = []
    while len(text) > limit:
        end = _last_sentence_end(text, limit) or text.rfind(" ", 0, limit + 1)
        end = end if end > 0 else limit
        pieces.append(text[:end])
        text = text[end:].lstrip()
    return (*pieces, text)


def _last_sentence_end(text: str, limit: int) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, limit + 1)]
    return ends[-1] if ends else 0


def _is_address(word: str) -> bool:
    name, at, host = word.rpartition("@")
    is_email = bool(name and at) and "." in host.strip(".")
    is_site = word.startswith(("www.", "mailto:")) or _SITE.match(word.lstrip("(<")) is not None
    return is_email or is_site or "://" in word
