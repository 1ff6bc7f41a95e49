"""The few words of an insight a list shows: plain, short, and marked where the search found them."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from django.db import connection
from django.utils.safestring import SafeString, mark_safe

from community.markdown import plain
from insights.models.search_vector import folded

START, STOP = "\ue000", "\ue001"  # private use: normalised text never holds them
LENGTH = 200
SEARCHED = 1_500  # how far into the text a snippet is looked for

_MARKDOWN = re.compile(r"[*_`#\[\]<>&\\~]|^\s*(?:[-+]|\d+[.)])\s|^\s*[-=]{3,}", re.MULTILINE)
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
    params: list[Any] = [_asked(titles), _asked(bodies), folded(words), START, STOP]
    with connection.cursor() as cursor:
        cursor.execute(_HEADLINES, params)
        found = cursor.fetchall()
    return [
        (as_html(restored(title, title_found)), as_html(cut_from(body, body_found)))
        for title, body, (title_found, body_found) in zip(titles, bodies, found, strict=True)
    ]


def _asked(texts: Sequence[str]) -> list[str]:
    """Letter for letter as long as the text: folded, and nothing left that reads as HTML and is dropped."""
    return [folded(text).translate(_NOT_HTML) for text in texts]


def cut_from(text: str, fragment: str) -> str:
    """The fragment with its accents back, and an ellipsis where it was cut from more."""
    kept = bare(fragment)
    start = max(_asked([text])[0].find(kept), 0)
    before = "…" if start > 0 else ""
    after = "…" if start + len(kept) < len(text) else ""
    return f"{before}{restored(text[start:], fragment)}{after}"


def restored(text: str, fragment: str) -> str:
    """Folding changes letter for letter, so the original is read beside what was marked."""
    letters = iter(text)
    return "".join(
        letter if letter in (START, STOP) else next(letters, letter) for letter in fragment
    )


def as_html(text: str) -> SafeString:
    safe = escape(text).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped in the line above; only our own marks are added
