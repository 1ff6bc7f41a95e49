from community.bands import Band, Base
from community.charts import BandRow, bands_chart

SEVEN = Base(7, or_more=False)


def ends(low: int | None, high: int | None) -> tuple[int, int]:
    return BandRow("Councils", Band(low, high), SEVEN).ends


def test_open_bands_reach_the_edge():
    assert (ends(None, 20), ends(80, None)) == ((0, 20), (80, 100))


def test_rounded_share_is_drawn_around_it():
    assert ends(65, 65) == (62, 68)


def test_row_says_its_share_and_base():
    row = BandRow("Councils", Band(60, 80), Base(25, or_more=True), "true here")

    assert (row.share_text, row.base_text) == ("60–80 % true here", "25 or more people")


def test_chart_grows_by_the_row():
    row = BandRow("Councils", Band(60, 80), SEVEN)

    assert [bands_chart([row] * count).height for count in (0, 1, 3)] == [
        "1.80em",
        "6.20em",
        "15.00em",
    ]


def test_bar_stands_where_its_band_is():
    (bar,) = bands_chart([BandRow("Councils", Band(60, 80), SEVEN)]).bars

    assert (bar.x, bar.width) == ("60%", "20%")
