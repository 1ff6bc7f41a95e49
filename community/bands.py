"""Shares in bands and bases in steps: figures wide enough that no single answer shows."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext, ngettext

SMALLEST_TOTAL = 5  # below this no share is ever put in a band
EXACT_BELOW = 10
STEP = 5


@dataclass(frozen=True, slots=True)
class Base:
    """How many people a figure rests on, as it may be said."""

    people: int
    or_more: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A share in per cent: from `low` to `high`, open where one is None."""

    low: int | None
    high: int | None
    rounded: bool = False

    @property
    def floor(self) -> Fraction:
        """The smallest share that can stand in this band."""
        if self.low is None:
            return Fraction(0)
        if not self.rounded or self.high is None:
            return Fraction(self.low, 100)
        return max(Fraction(1, 10), Fraction(2 * self.low - STEP, 200))


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring counts, `first` to `last`, that one band holds."""

    first: int
    last: int
    band: Band

    @property
    def holds_two(self) -> bool:
        return self.last > self.first

    def with_next(self, other: "_Run") -> "_Run":
        return _Run(self.first, other.last, replace(self.band, high=other.band.high))


def base_of(people: int) -> Base:
    """Exact below 10, in steps of 5 from there."""
    if people < EXACT_BELOW:
        return Base(people, or_more=False)
    return Base(people // STEP * STEP, or_more=True)


def band_of(count: int, total: int, *, least: int = 0) -> Band:
    """The band of `count` among `total`, knowing that it is `least` or more.

    Every band holds at least two counts, so a band never says how everyone answered.
    """
    if not max(0, least) <= count <= total:
        message = f"{count} is not between {least} and {total}"
        raise ValueError(message)
    return next(run.band for run in _runs(total, least) if count <= run.last)


@lru_cache(maxsize=1024)
def _runs(total: int, least: int) -> tuple[_Run, ...]:
    if total < SMALLEST_TOTAL:
        message = f"no share of {total} may be shown"
        raise ValueError(message)
    *lower, top = _plain_runs(total, least)
    joined: list[_Run] = []
    for run in lower:
        if joined and not joined[-1].holds_two:
            joined[-1] = joined[-1].with_next(run)
        else:
            joined.append(run)
    if len(joined) > 1 and not joined[-1].holds_two:
        lone = joined.pop()
        joined[-1] = joined[-1].with_next(lone)
    if joined and not joined[-1].holds_two:
        top = joined.pop().with_next(top)
    return (*joined, top)


def _plain_runs(total: int, least: int) -> list[_Run]:
    """The counts from `least` to `total` by band, before lone counts are joined."""
    runs: list[_Run] = []
    for count in range(least, total + 1):
        band = _plain_band(count, total)
        if runs and runs[-1].band == band:
            runs[-1] = replace(runs[-1], last=count)
        else:
            runs.append(_Run(count, count, band))
    return runs


def _plain_band(count: int, total: int) -> Band:
    """Fifths below 20 people, tenths below 40, then the nearest 5 %; both ends stay open."""
    width = 20 if total < 20 else 10
    if 100 * count <= width * total:
        return Band(None, width)
    if 100 * count >= (100 - width) * total:
        return Band(100 - width, None)
    if total < 40:
        low = 100 * count // (width * total) * width
        return Band(low, low + width)
    # “90 % or more” must be true, so 89 % is “about 85 %” and 11 % “about 15 %”.
    nearest = STEP * ((40 * count + total) // (2 * total))
    middle = min(max(nearest, 15), 85)
    return Band(middle, middle, rounded=True)


def base_words(base: Base) -> str:
    """“7 people”, “25 or more people”."""
    if base.or_more:
        words = ngettext("%(people)d or more people", "%(people)d or more people", base.people)
    else:
        words = ngettext("%(people)d person", "%(people)d people", base.people)
    return words % {"people": base.people}


def band_words(band: Band) -> str:
    """“80 % or more”, “40–60 %”, “about 65 %”."""
    values = {"low": band.low, "high": band.high}
    if band.low is None:
        return gettext("%(high)d %% or less") % values
    if band.high is None:
        return gettext("%(low)d %% or more") % values
    if band.low == band.high:
        return gettext("about %(low)d %%") % values
    return gettext("%(low)d–%(high)d %%") % values
