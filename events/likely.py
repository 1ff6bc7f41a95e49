"""Up to three likely themes for a note, learned only from what this event's team has sorted so far.

Pure and the same each time: no model, no network. A word counts for more the fewer themes it stands in, and
a theme for more the more of its notes have it, and where it is of the note's kind. Without a word in common
there is no suggestion.
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
NAME = 2  # a theme's name counts as so many of its notes
OTHER_KIND = 0.25


@dataclass(frozen=True, slots=True)
class Sorted:
    """A theme as it stands: its name, and the texts of the notes in it."""

    title: str
    texts: Sequence[str]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """A theme, and why: words of the note in hand, and in how many notes of the theme one of them stands."""

    theme: int
    words: tuple[str, ...]
    notes: int
    is_of_its_kind: bool = False

    @property
    def reason(self) -> str:
        """As a sentence without its end: what is shared, and whether the kind spoke for it too."""
        if self.is_of_its_kind:
            return _("%(shares)s, and is of the same kind") % {"shares": self._shares}
        return self._shares

    @property
    def _shares(self) -> str:
        words = ", ".join(f"‘{word}’" for word in self.words)
        if not self.notes:
            return _("shares %(words)s with its name") % {"words": words}
        said = ngettext(
            "shares %(words)s with %(n)d note there",
            "shares %(words)s with %(n)d notes there",
            self.notes,
        )
        return said % {"words": words, "n": self.notes}


def likely(text: str, themes: Mapping[int, Sorted], *, kind: str = "") -> list[Likely]:
    """The likeliest first; of two as likely the one of the lower key."""
    own = stems_of(text)
    held = {key: _held(themes[key]) for key in sorted(themes)}
    weights = {key: {stem: _weight(stem, key, held) for stem in own} for key in held}
    scores = {key: sum(each.values()) * _fits(themes[key], kind) for key, each in weights.items()}
    best = sorted((-score, key) for key, score in scores.items() if score > 0)[:MOST]
    return [
        Likely(
            theme=key,
            words=tuple(own[stem] for stem in named),
            notes=sum(
                1 for said in themes[key].texts if not stems_of(said).keys().isdisjoint(named)
            ),
            is_of_its_kind=bool(kind) and themes[key].kind == kind,
        )
        for _score, key in best
        for named in [_telling(weights[key])]
    ]


def _held(theme: Sorted) -> Counter[str]:
    """In how many of its notes each stem stands."""
    stems = Counter(stem for text in theme.texts for stem in stems_of(text))
    stems.update(dict.fromkeys(stems_of(theme.title), NAME))
    return stems


def _weight(stem: str, key: int, held: Mapping[int, Counter[str]]) -> float:
    """What part of all that have this word are of this theme, more for words of few themes."""
    here = held[key][stem]
    if not here:
        return 0.0
    everywhere = sum(stems[stem] for stems in held.values())
    themes = sum(1 for stems in held.values() if stems[stem])
    return here / (everywhere + 1) * log(1 + len(held) / themes)


def _fits(theme: Sorted, kind: str) -> float:
    return OTHER_KIND if kind and theme.kind and theme.kind != kind else 1.0


def _telling(weights: Mapping[str, float]) -> list[str]:
    """The stems that told most, those first in the note first among equals."""
    telling = [stem for stem, weight in weights.items() if weight]
    return sorted(telling, key=lambda stem: -weights[stem])[:MOST_WORDS]
