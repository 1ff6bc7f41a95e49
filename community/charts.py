"""Charts drawn on the server: what a picture needs worked out before a template draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 4.4  # the height of one row, in ems of the chart's own text
TOP = 1.8  # room above the first row for the scale
SCALE = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class BandRow:
    """One group's share as a range, never exact: "Councils, 60 to 80 %, 25 or more people"."""

    label: str
    band_low: int
    band_high: int
    base_text: str
    answer: str = ""


@dataclass(frozen=True)
class Bar:
    """A row with its place in the picture; lengths are SVG attribute values."""

    row: BandRow
    label_y: str
    bar_y: str
    reading_y: str
    x: str
    width: str


@dataclass(frozen=True)
class BandsChart:
    bars: Sequence[Bar]
    height: str


def bands_chart(rows: Sequence[BandRow]) -> BandsChart:
    """Where each bar stands. Across in per cent and down in ems, so that text never shrinks."""
    bars = [_bar(row, TOP + ROW * index) for index, row in enumerate(rows)]
    return BandsChart(bars=bars, height=_em(TOP + ROW * len(bars)))


def _bar(row: BandRow, top: float) -> Bar:
    return Bar(
        row=row,
        label_y=_em(top + 1.2),
        bar_y=_em(top + 1.65),
        reading_y=_em(top + 3.5),
        x=f"{row.band_low}%",
        width=f"{row.band_high - row.band_low}%",
    )


def _em(length: float) -> str:
    return f"{length:.2f}em"
