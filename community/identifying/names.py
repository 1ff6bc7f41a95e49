"""Names: of whoever is called what people are called, and of those whose name is known."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

from community.identifying.found import Found, Sort, apart

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
POSSESSIVE = re.compile(r"[’']s$")
TITLES = re.compile(
    "mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|rev|reverend|sir|dame", re.IGNORECASE
)
PARTICLES = re.compile("ab|ap|bin|bint|da|de|del|den|der|di|la|le|ten|van|von|y")
SAINTS = re.compile("st|saint|sant|santes", re.IGNORECASE)
MOST_SURNAMES = 3
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def key(self) -> str:
        return folded(self.text)


def folded(text: str) -> str:
    """Without accents and in lower case: Siân is sian."""
    letters = unicodedata.normalize("NFD", text.replace("’", "'").casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Lists:
    """Names that are a name even alone, names that are also everyday words, what is called after people."""

    alone: frozenset[str]
    wordy: frozenset[str]
    things: frozenset[str]


@cache
def lists() -> Lists:
    text = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8")
    words = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return Lists(*(frozenset(part.split()) for part in words.split("---")))


def words_of(text: str) -> list[Word]:
    found = []
    for match in WORD.finditer(text):
        word = POSSESSIVE.sub("", match[0])
        found.append(Word(match.start(), match.start() + len(word), word))
    return found


def people(text: str) -> list[Found]:
    """What is written as people's names are, whether or not anybody here is called so."""
    words, found, at = words_of(text), [], 0
    while at < len(words):
        length = _name_at(text, words, at)
        if length:
            found.append(Found(words[at].start, words[at + length - 1].end, Sort.PERSON))
        at += length or 1
    return found


def _name_at(text: str, words: list[Word], at: int) -> int:
    """How many words of a name begin with this one: none when it begins no name."""
    first = words[at]
    if not first.is_capital:
        return 0
    following = _surnames(text, words, at)
    if TITLES.fullmatch(first.text):
        return following and 1 + following
    key = first.key.split("-")[0]
    is_name = key in lists().alone or (key in lists().wordy and following > 0)
    if not is_name or _is_of_a_thing(text, words, at, 1 + following):
        return 0
    return 1 + following


def _surnames(text: str, words: list[Word], at: int) -> int:
    """How many words after this one carry on a name: capitals, and particles that lead to one."""
    taken = 0
    for offset, word in enumerate(words[at + 1 : at + 2 + MOST_SURNAMES], start=1):
        if not _touch(text, words[at + offset - 1], word) or word.key in lists().things:
            break
        if word.is_capital:
            taken = offset
        elif not PARTICLES.fullmatch(word.text):
            break
    return taken


def _touch(text: str, one: Word, other: Word) -> bool:
    between = text[one.end : other.start]
    return between == " " or (between == ". " and bool(TITLES.fullmatch(one.text)))


def _is_of_a_thing(text: str, words: list[Word], at: int, length: int) -> bool:
    """A saint's place, or a street, school or charity called after somebody."""
    if at and SAINTS.fullmatch(words[at - 1].text):
        return True
    after = words[at + length : at + length + 1]
    joined = after and _touch(text, words[at + length - 1], after[0])
    return bool(joined and after[0].is_capital and after[0].key in lists().things)


def firsts_of(text: str) -> set[str]:
    """What a name that stands in this text begins with."""
    return {word.key for word in words_of(text)}


@lru_cache(maxsize=50_000)
def begins(name: str) -> str:
    """The first word of a name, to compare. The same names are looked for in note after note."""
    first = WORD.search(name)
    return folded(POSSESSIVE.sub("", first[0])) if first else ""


def called(text: str, names: Iterable[str], sort: Sort) -> list[Found]:
    """Wherever one of these names stands whole; a name of one word only as it is spelled, in a sentence."""
    words = words_of(text)
    firsts = {word.key for word in words}
    by_first: dict[str, list[tuple[str, list[str]]]] = {}
    for name in names:
        if begins(name) in firsts:
            keys = [word.key for word in words_of(name)][:MOST_WORDS]
            by_first.setdefault(keys[0], []).append((name, keys))
    return apart(_called(text, words, by_first, sort))


def _called(
    text: str, words: list[Word], by_first: dict[str, list[tuple[str, list[str]]]], sort: Sort
) -> Iterator[Found]:
    keys = [word.key for word in words]
    for at, key in enumerate(keys):
        for name, wanted in sorted(by_first.get(key, []), key=lambda known: -len(known[1])):
            there = words[at : at + len(wanted)]
            if keys[at : at + len(wanted)] != wanted:
                continue
            if len(wanted) > 1 or (there[0].text == name and _in_a_sentence(text, there[0])):
                yield Found(there[0].start, there[-1].end, sort)


def _in_a_sentence(text: str, word: Word) -> bool:
    """Not its first word, where everything has a capital."""
    before = "".join(takewhile(lambda c: c not in ".!?\n", reversed(text[: word.start])))
    return any(character.isalnum() for character in before)
