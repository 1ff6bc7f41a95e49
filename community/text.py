"""Typed text made safe to keep: one spelling of a character, nothing invisible, nothing endless."""

import re
import unicodedata

MARKS_PER_LETTER = 3

# Word's own bullets live in the private use area; everybody else sees an empty box.
_WORD_BULLETS = str.maketrans(dict.fromkeys("\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc", "•"))

# Direction marks, zero width, blank fillers, lone surrogates, private use, non-characters.
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U0010ffff"
) + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 14))

# The flags of Wales, Scotland and England are spelt with invisible letters that must stay.
_FLAG = r"\U0001f3f4[\U000e0061-\U000e007a]{3,6}\U000e007f"
_FLAG_OR_INVISIBLE = re.compile(rf"({_FLAG})|[{_INVISIBLE}]")

_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WIDE_GAP = re.compile(r"(?<=\S) {2,}")
_MANY_NEWLINES = re.compile(r"\n{4,}")

_JOINERS = "\u200c\u200d"
_JOINABLE_BEFORE = frozenset({"Lo", "Mn", "Mc", "So", "Sk", "Sm", "Cn"})
_JOINABLE_AFTER = frozenset({"Lo", "So", "Sm", "Cn"})


def normalise_line(text: str) -> str:
    """One line: every line break, tab and control character is a space, and spaces are single."""
    return one_line(text).strip()


def normalise_body(text: str) -> str:
    """Several lines: any line ending is a newline, and at most two blank lines stand together."""
    text = unify_newlines(_visible(text))
    lines = (_WIDE_GAP.sub(" ", _SPACE.sub(" ", line)).rstrip() for line in text.split("\n"))
    return _MANY_NEWLINES.sub("\n\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Like `normalise_line`, but a space at either end stays: a piece of a longer sentence."""
    text = _CONTROL.sub(" ", _visible(text))
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{inner}{after}"


def unify_newlines(text: str) -> str:
    return _NEWLINE.sub("\n", text)


def comparable(text: str) -> str:
    """What two notes share when they say the same: lower case, no punctuation, no spaces."""
    line = normalise_line(text).casefold()
    return "".join(c for c in line if not _is_punctuation(c)) or line


def name_key(name: str) -> str:
    """The same for all names that look alike: wide, styled and invisible letters do not count."""
    folded = unicodedata.normalize("NFKC", normalise_line(name)).casefold()
    letters = (c for c in folded if c not in _JOINERS and not _is_variation(c))
    return normalise_line(unicodedata.normalize("NFKC", "".join(letters)))


def looks_same_name(name: str, other: str) -> bool:
    return name_key(name) == name_key(other)


def _visible(text: str) -> str:
    if text.isascii():
        return text
    text = _FLAG_OR_INVISIBLE.sub(r"\1", text.translate(_WORD_BULLETS))
    # Marks are limited first as well: putting a long pile of them in order takes quadratic time.
    text = unicodedata.normalize("NFC", _few_marks(_needed_joiners(text)))
    return _few_marks(text)


def _needed_joiners(text: str) -> str:
    """Keep a joiner inside an emoji or a script that needs it, never between Latin letters."""
    if not any(joiner in text for joiner in _JOINERS):
        return text
    triples = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return "".join(c for before, c, after in triples if c not in _JOINERS or _join(before, after))


def _join(before: str, after: str) -> bool:
    return (
        unicodedata.category(before) in _JOINABLE_BEFORE
        and unicodedata.category(after) in _JOINABLE_AFTER
    )


def _few_marks(text: str) -> str:
    kept = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run <= MARKS_PER_LETTER:
            kept.append(character)
    return "".join(kept)


def _is_punctuation(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "PZC" or category == "Sk"


def _is_variation(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
