"""The few words of an insight a list shows: plain, short, and marked where the search found them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.db import connection
from django.utils.safestring import SafeString, mark_safe

from community.markdown import plain
from insights.models.search_vector import folded

START, STOP = "\ue000", "\ue001"  # private use: normalised text never holds them
LENGTH = 200
SEARCHED = 1_500  # how far into the text a snippet is looked for
BEFORE, NEAR = 100, 380  # how much around the first likely place is read for the best few words

_MARKDOWN = re.compile(r"[*_`#\[\]<>&\\~]|^\s*(?:[-+]|\d+[.)])\s|^\s*[-=]{3,}", re.MULTILINE)
_WORD = re.compile(r"\w+")
_SENTINELS = str.maketrans("", "", START + STOP)
_NOT_HTML = str.maketrans("<&", "  ")
_HEADLINES = """
SELECT ts_headline('english', title, query, 'HighlightAll=true, ' || marks),
       ts_headline('english', body, query, 'MinWords=26, MaxWords=36, ShortWord=0, ' || marks)
FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given (title, body, position),
     websearch_to_tsquery('english', %s) AS query,
     (SELECT 'StartSel=' || %s || ', StopSel=' || %s AS marks) AS chosen
ORDER BY position
"""


def words_of(text: str) -> str:
    """One line of plain words. Text without a mark of Markdown is not parsed: most is not."""
    return " ".join((plain(text) if _MARKDOWN.search(text) else text).split())


def excerpt(text: str) -> str:
    """About two lines, cut at a word."""
    words = words_of(text)
    if len(words) <= LENGTH:
        return words
    return f"{words[:LENGTH].rsplit(' ', 1)[0].rstrip(' ,;:.–-')}…"


def bare(text: str) -> str:
    """Without our own marks, should a text hold them."""
    return text.translate(_SENTINELS)


def marked(rows: Sequence[tuple[str, str]], words: str) -> list[tuple[SafeString, SafeString]]:
    """For each title and text, both with what was found in <mark>, the text cut to where it was."""
    titles = [bare(title) for title, _ in rows]
    bodies = [bare(words_of(body)) for _, body in rows]
    near = [_near(body, words) for body in bodies]
    params: list[Any] = [_asked(titles), _asked(near), folded(words), START, STOP]
    with connection.cursor() as cursor:
        cursor.execute(_HEADLINES, params)
        found = cursor.fetchall()
    return [
        (as_html(restored(title, title_found)), as_html(cut_from(body, body_found)))
        for title, body, (title_found, body_found) in zip(titles, bodies, found, strict=True)
    ]


def _near(text: str, words: str) -> str:
    """The part around the first word that begins as one looked for does; all of it for a phrase."""
    if '"' in words or len(text) <= NEAR:
        return text
    found = _beginnings(words).search(folded(text))
    if found is None:
        return text
    start = text.rfind(" ", 0, max(found.start() - BEFORE, 0)) + 1
    return text[start : start + NEAR].rpartition(" ")[0]


@lru_cache(maxsize=500)
def _beginnings(words: str) -> re.Pattern[str]:
    """Endings change: of a longer word the last three letters may be others."""
    starts = (re.escape(word[: max(3, len(word) - 3)]) for word in _WORD.findall(folded(words)))
    return re.compile(rf"\b(?:{'|'.join(starts)})", re.IGNORECASE)


def _asked(texts: Sequence[str]) -> list[str]:
    """Letter for letter as long as the text: folded, and nothing left that reads as HTML and is dropped."""
    return [folded(text).translate(_NOT_HTML) for text in texts]


def cut_from(text: str, fragment: str) -> str:
    """The fragment with its accents back, and an ellipsis where it was cut from more."""
    kept = bare(fragment)
    start = text.find(kept)
    if start < 0:
        start = max(_asked([text])[0].find(kept), 0)
    before = "…" if start > 0 else ""
    after = "…" if start + len(kept) < len(text) else ""
    return f"{before}{restored(text[start:], fragment)}{after}"


def restored(text: str, fragment: str) -> str:
    """Folding changes letter for letter, so the original is read beside what was marked."""
    if text.startswith(bare(fragment)):
        return fragment
    letters = iter(text)
    return "".join(
        letter if letter in (START, STOP) else next(letters, letter) for letter in fragment
    )


def as_html(text: str) -> SafeString:
    safe = escape(text).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped in the line above; only our own marks are added
