"""The words of a note that carry its meaning, each cut to its stem: “cycles” and “cycle” are one."""

import re
from collections.abc import Iterable

from community.text import normalise_line

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EMPTY = """
    a about all also am an and any are as at be because been being but by can could did do does doing done
    each else even every for from get gets getting give given got had has have having he her
    here hers him his how i if in into is it its itself just let like lot lots made make makes many may me
    might more most much must my need needs of off on one only onto or other our ours out over own per put
    really same say says she should so some somebody someone something still such take takes than that the
    their theirs them then there these they thing things this those through to too under until up upon us
    very want wants was way we were what when where whether which while who whose why will with would
    you your yours
"""
_NEGATIONS = (
    "cannot hardly lack lacking neither never no nobody none nor not nothing nowhere without"
)
_NUMBERS = "two three four five six seven eight nine ten eleven twelve"
_TURNS = "after against before fewer less out start stop"
EMPTY = frozenset(_EMPTY.split())
NEGATIONS = frozenset(_NEGATIONS.split())
TURNS = frozenset(_TURNS.split())
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS.split(), start=2)}
_SHORTENED = re.compile(r"n['’]t$")
_ENDS = re.compile(r"['’](?:s|re|ve|ll|d|m)$")


def words_of(text: str) -> list[str]:
    """In lower case, possessives and shortened verbs undone: “can't” is two words, “can” and “not”."""
    words = []
    for word in WORD.findall(normalise_line(text).casefold()):
        if _SHORTENED.search(word):
            words += ["not"]
        else:
            words += [_ENDS.sub("", word)]
    return words


def stems_of(text: str) -> dict[str, str]:
    """Stem to the word as it was first written, in the order of the text; neither “the” nor “not”."""
    return stems_in(words_of(text))


def stems_in(words: Iterable[str]) -> dict[str, str]:
    stems: dict[str, str] = {}
    for word in words:
        if word not in EMPTY and word not in NEGATIONS and (len(word) > 1 or word.isdecimal()):
            stems.setdefault(stem(word), word)
    return stems


def stem(word: str) -> str:
    """A few endings of English off. It need not be a word, only the same for forms of one word."""
    word = NUMBERS.get(word, word).replace("iz", "is")
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]
    for ending in ("ing", "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = _undoubled(word[: -len(ending)])
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _undoubled(word: str) -> str:
    """“stopp” of “stopping” is “stop”; “tell” stays."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled else word
