"""The verdict as one plain sentence with its base: the same in every format."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.bands import base_words
from community.disclosure import Shown
from community.text_lists import join_words
from insights.commonality.counts import ANSWERS, NOT_HERE, TRUE_HERE
from insights.commonality.display import Reading
from insights.commonality.verdicts import Verdict

# From the highest share down; the last holds of every shared verdict, whatever may be shown.
SHARED = (
    (
        Fraction(9, 10),
        _(
            "Shared across %(sectors)s: nine in ten or more of those who answered in each say "
            "this is true where they work (%(people)s, author not counted)."
        ),
    ),
    (
        Fraction(4, 5),
        _(
            "Shared across %(sectors)s: four in five or more of those who answered in each say "
            "this is true where they work (%(people)s, author not counted)."
        ),
    ),
    (
        Fraction(3, 5),
        _(
            "Shared across %(sectors)s: three in five or more of those who answered in each say "
            "this is true where they work (%(people)s, author not counted)."
        ),
    ),
    (
        Fraction(0),
        _(
            "Shared across %(sectors)s: most of those who answered in each say this is true "
            "where they work (%(people)s, author not counted)."
        ),
    ),
)
SHARED_ABSENCE = (
    (
        Fraction(9, 10),
        _(
            "Shared: not true here, across %(sectors)s: nine in ten or more of those who answered "
            "in each say this is not true where they work (%(people)s, author not counted)."
        ),
    ),
    (
        Fraction(4, 5),
        _(
            "Shared: not true here, across %(sectors)s: four in five or more of those who answered "
            "in each say this is not true where they work (%(people)s, author not counted)."
        ),
    ),
    (
        Fraction(3, 5),
        _(
            "Shared: not true here, across %(sectors)s: three in five or more of those who "
            "answered in each say this is not true where they work (%(people)s, author not "
            "counted)."
        ),
    ),
    (
        Fraction(0),
        _(
            "Shared: not true here, across %(sectors)s: most of those who answered in each say "
            "this is not true where they work (%(people)s, author not counted)."
        ),
    ),
)
WITHOUT_SECTORS = {
    Verdict.MOSTLY_NOT_SURE: _(
        "Mostly not sure: half or more of the answers in the sectors compared are “not sure” "
        "(%(people)s, author not counted)."
    ),
    Verdict.SHARED: _(
        "Shared across sectors: most of those who answered in each say this is true where they "
        "work (%(people)s, author not counted)."
    ),
    Verdict.SHARED_ABSENCE: _(
        "Shared: not true here, across sectors: most of those who answered in each say this is "
        "not true where they work (%(people)s, author not counted)."
    ),
    Verdict.DIFFERS: _(
        "Differs by sector: sectors answer differently, but numbers are too small to be sure how "
        "(%(people)s, author not counted)."
    ),
    Verdict.CONTESTED: _(
        "Contested within sectors: people in the same sector disagree on whether this is true "
        "where they work (%(people)s, author not counted)."
    ),
    Verdict.MIXED: _(
        "Mixed: the answers show no clear pattern across sectors (%(people)s, author not counted)."
    ),
    Verdict.NOT_ENOUGH: _(
        "Not enough answers yet to compare sectors (%(people)s, author not counted)."
    ),
}
DISTINCTIVE_BOTH = _(
    "Differs by sector: more often than other sectors, %(true)s say this is true where they work "
    "and %(not)s say it is not (%(people)s, author not counted)."
)
DISTINCTIVE_TRUE = _(
    "Differs by sector: %(true)s say more often than other sectors that this is true where they "
    "work (%(people)s, author not counted)."
)
DISTINCTIVE_NOT = _(
    "Differs by sector: %(not)s say more often than other sectors that this is not true where "
    "they work (%(people)s, author not counted)."
)
LEANING = _(
    "Differs by sector: %(true)s lean towards true, %(not)s towards not true; numbers are too "
    "small to be sure (%(people)s, author not counted)."
)


def verdict_sentence(reading: Reading, names: Mapping[str, str]) -> str:
    """The sentence; `names` gives each sector in the plural, as inside a sentence."""
    if reading.shown.total is None:
        return gettext("Not enough answers yet.")
    sectors = [names[name] for name in reading.compared]
    if reading.others_compared:
        sectors.append(gettext("other sectors"))
    sentence = _template(reading) % {
        "people": base_words(reading.shown.total.base),
        "sectors": join_words(sectors),
        "true": _joined(reading.distinctive_true or reading.leaning_true, names),
        "not": _joined(reading.distinctive_not or reading.leaning_not, names),
    }
    return gettext("Early: %(sentence)s") % {"sentence": sentence} if reading.early else sentence


def _template(reading: Reading) -> str:
    if reading.verdict == Verdict.DIFFERS:
        return _differs(reading)
    if reading.compared and reading.verdict == Verdict.SHARED:
        share = _lowest_share(reading, TRUE_HERE)
        return next(str(words) for least, words in SHARED if share >= least)
    if reading.compared and reading.verdict == Verdict.SHARED_ABSENCE:
        share = _lowest_share(reading, NOT_HERE)
        return next(str(words) for least, words in SHARED_ABSENCE if share >= least)
    return str(WITHOUT_SECTORS[reading.verdict])


def _differs(reading: Reading) -> str:
    """A sector is called distinctive only with a label; otherwise it leans, and we say so."""
    if reading.distinctive_true and reading.distinctive_not:
        return str(DISTINCTIVE_BOTH)
    if reading.distinctive_true:
        return str(DISTINCTIVE_TRUE)
    if reading.distinctive_not:
        return str(DISTINCTIVE_NOT)
    if reading.leaning_true and reading.leaning_not:
        return str(LEANING)
    return str(WITHOUT_SECTORS[Verdict.DIFFERS])


def _lowest_share(reading: Reading, answer: str) -> Fraction:
    """The share every group of the sentence is seen to reach, from the bands shown alone."""
    groups = [
        group
        for group in reading.shown.groups
        if group.names[0] in reading.compared or (group.is_other and reading.others_compared)
    ]
    return min(_share_seen(group, answer) for group in groups)


def _share_seen(group: Shown, answer: str) -> Fraction:
    if group.leading is None or group.band is None or ANSWERS[group.leading] != answer:
        return Fraction(0)
    return group.band.floor


def _joined(names: Iterable[str], words: Mapping[str, str]) -> str:
    return join_words([words[name] for name in names])
