"""Every pair of colours that meets on a page can be told apart, in both schemes."""

import re

import pytest

from community.stylesheets import SOURCE

TOKENS = (SOURCE / "tokens.css").read_text()
COLOUR = re.compile(r"--([a-z-]+): #([0-9a-f]{6});")
PLAIN = ["paper", "surface", "surface-strong", "field"]
KINDS = ["principle", "challenge", "support", "danger", "warning"]

TEXT = [
    *[(ink, ground) for ink in ["ink", "ink-soft"] for ground in PLAIN],
    *[(ink, ground) for ink in ["accent", "accent-strong"] for ground in PLAIN],
    *[(kind, ground) for kind in KINDS for ground in ["paper", "surface", f"{kind}-soft"]],
    *[("ink", f"{kind}-soft") for kind in [*KINDS, "accent"]],
    ("accent", "accent-soft"),
    ("accent-strong", "accent-soft"),
    ("ink-soft", "accent-soft"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("paper", "danger"),
    ("ink", "mark"),
]
EDGES = [
    *[("line-strong", ground) for ground in PLAIN],
    *[("focus", ground) for ground in [*PLAIN, "accent-soft", "danger-soft"]],
    *[(kind, "paper") for kind in [*KINDS, "accent"]],
    ("accent", "surface-strong"),
]


def scheme(name: str) -> dict[str, str]:
    light, dark = (dict(COLOUR.findall(part)) for part in TOKENS.split("@media", 1))
    return {"light": light, "dark": dark}[name]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def too_close(name: str, pairs: list[tuple[str, str]], least: float) -> list[tuple[str, str]]:
    colours = scheme(name)
    return [pair for pair in pairs if contrast(*(colours[token] for token in pair)) < least]


def test_contrast_of_black_on_white_is_21():
    assert round(contrast("000000", "ffffff"), 2) == 21


def test_schemes_name_the_same_colours():
    assert scheme("light").keys() == scheme("dark").keys()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_stands_out_from_its_ground(name):
    assert too_close(name, TEXT, 4.5) == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_edges_of_controls_stand_out(name):
    assert too_close(name, EDGES, 3) == []


def test_components_name_no_colour():
    named = [
        path.name
        for path in (SOURCE / "components").iterdir()
        if re.search(r"#[0-9a-f]{3,8}\b|hsl\(|oklch\(", path.read_text())
    ]

    assert named == []
