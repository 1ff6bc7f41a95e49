"""Notes of our own with the theme each was sorted into, and which say the same: what suggestions are measured on."""

from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path

from tests.events.a_room import THEMES

FILE = Path(__file__).parent / "data" / "labelled_notes.txt"


@dataclass
class Labelled:
    """`themes` has a note's theme; `close` and `told_anew` the pairs, lower first, that say the same."""

    texts: dict[int, str] = field(default_factory=dict)
    themes: dict[int, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    close: set[tuple[int, int]] = field(default_factory=set)
    told_anew: set[tuple[int, int]] = field(default_factory=set)

    @property
    def same(self):
        return self.close | self.told_anew

    def add(self, text, theme):
        key = len(self.texts) + 1
        self.texts[key], self.themes[key] = text, theme
        return key


@cache
def labelled() -> Labelled:
    found = Labelled()
    for theme, (kind, texts) in THEMES.items():
        found.kinds[theme] = str(kind.value)
        for text in texts:
            found.add(text, theme)
    theme, stack = "", []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            kind, _, theme = line[1:].partition("] ")
            found.kinds[theme] = kind
            continue
        stack = _read(found, line, theme, stack)
    return found


def _read(found, line, theme, stack):
    """The stack the line belongs to: (note, its mark) of each so far."""
    mark, _, rest = line.partition(" ")
    if mark not in {"=", "~"}:
        known = {text: key for key, text in found.texts.items() if found.themes[key] == theme}
        return [(known.get(line) or found.add(line, theme), "=")]
    stack = [*stack, (found.add(rest, theme), mark)]
    for (one, its), (other, others) in combinations(stack, 2):
        pairs = found.close if its == others == "=" else found.told_anew
        pairs.add((min(one, other), max(one, other)))
    return stack
