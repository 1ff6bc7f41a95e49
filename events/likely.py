"""Up to three likely themes for a note, learned only from what this event's team has sorted so far.

Pure and the same each time: no model, no network. A word counts for more the fewer themes it stands in, and
a theme for more the more of its notes have it. Without a word in common there is no suggestion.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.stems import stems_of

MOST = 3
MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Sorted:
    """A theme as it stands: its name, and the texts of the notes in it."""

    title: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Likely:
    """A theme, and why: words of the note in hand, and in how many notes of the theme one of them stands."""

    theme: int
    words: tuple[str, ...]
    notes: int

    @property
    def reason(self) -> str:
        words = ", ".join(f"‘{word}’" for word in self.words)
        if not self.notes:
            return _("shares %(words)s with its name") % {"words": words}
        said = ngettext(
            "shares %(words)s with %(n)d note there",
            "shares %(words)s with %(n)d notes there",
            self.notes,
        )
        return said % {"words": words, "n": self.notes}


def likely(text: str, themes: Mapping[int, Sorted]) -> list[Likely]:
    """The likeliest first; of two as likely the one of the lower key."""
    own = stems_of(text)
    held = {key: _held(themes[key]) for key in sorted(themes)}
    scores = {key: _score(own, key, held) for key in held}
    best = sorted((-score, key) for key, score in scores.items() if score > 0)
    return [_why(own, key, held, themes[key]) for _score, key in best[:MOST]]


def _held(theme: Sorted) -> Counter[str]:
    """In how many of its notes each stem stands; its name counts as one more."""
    return Counter(stem for text in (theme.title, *theme.texts) for stem in stems_of(text))


def _score(own: Mapping[str, str], key: int, held: Mapping[int, Counter[str]]) -> float:
    return sum(_weight(stem, key, held) for stem in own)


def _weight(stem: str, key: int, held: Mapping[int, Counter[str]]) -> float:
    """What part of all that have this word are of this theme, more for words of few themes."""
    here = held[key][stem]
    if not here:
        return 0.0
    everywhere = sum(stems[stem] for stems in held.values())
    themes = sum(1 for stems in held.values() if stems[stem])
    return here / (everywhere + 1) * log(1 + len(held) / themes)


def _why(
    own: Mapping[str, str], key: int, held: Mapping[int, Counter[str]], theme: Sorted
) -> Likely:
    telling = [stem for stem in own if held[key][stem]]
    telling.sort(key=lambda stem: -_weight(stem, key, held))
    named = telling[:MOST_WORDS]
    notes = sum(1 for text in theme.texts if not stems_of(text).keys().isdisjoint(named))
    return Likely(theme=key, words=tuple(own[stem] for stem in named), notes=notes)
