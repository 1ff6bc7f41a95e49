"""Charts drawn on the server: what a picture needs worked out before a template draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.bands import Band, Base, band_words, base_words

ROW = 4.4  # the height of one row, in ems of the chart's own text
TOP = 1.8  # room above the first row for the scale
SCALE = ("0", "20", "40", "60", "80", "100")
AROUND = 3  # a share said as “about 65 %” is drawn from 62 to 68


@dataclass(frozen=True, slots=True)
class BandRow:
    """One group's share as it may be said, with the answer it is the share of.

    `mark` is how the bar is drawn, so that different answers differ: solid, `hollow` or `dashed`.
    """

    label: str
    band: Band
    base: Base
    answer: str = ""
    mark: str = ""

    @property
    def share_text(self) -> str:
        return f"{band_words(self.band)} {self.answer}".strip()

    @property
    def base_text(self) -> str:
        return base_words(self.base)

    @property
    def ends(self) -> tuple[int, int]:
        """Where the bar begins and ends, in per cent."""
        low, high = self.band.low or 0, self.band.high or 100
        return (low, high) if low < high else (low - AROUND, high + AROUND)


@dataclass(frozen=True, slots=True)
class Bar:
    """A row with its place in the picture; lengths are SVG attribute values."""

    row: BandRow
    label_y: str
    bar_y: str
    reading_y: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class BandsChart:
    bars: Sequence[Bar]
    height: str


def bands_chart(rows: Sequence[BandRow]) -> BandsChart:
    """Where each bar stands. Across in per cent and down in ems, so that text never shrinks."""
    bars = [_bar(row, TOP + ROW * index) for index, row in enumerate(rows)]
    return BandsChart(bars=bars, height=_em(TOP + ROW * len(bars)))


def _bar(row: BandRow, top: float) -> Bar:
    low, high = row.ends
    return Bar(
        row=row,
        label_y=_em(top + 1.2),
        bar_y=_em(top + 1.65),
        reading_y=_em(top + 3.6),
        x=f"{low}%",
        width=f"{high - low}%",
    )


def _em(length: float) -> str:
    return f"{length:.2f}em"
