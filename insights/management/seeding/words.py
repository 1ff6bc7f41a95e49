"""Plausible text: words of the starter corpus as often as they occur there, and many rare ones."""

import json
import re
from collections import Counter
from itertools import accumulate
from pathlib import Path
from random import Random

CORPUS = Path(__file__).resolve().parents[2] / "data" / "starter_corpus.json"
RARE_WORDS = 20_000
SYLLABLES = [start + vowel for start in "bcdfglmnprstvw" for vowel in "aeiou"]


class Wording:
    """Titles of 4 to 10 words and bodies of 60 to 200."""

    def __init__(self, random: Random) -> None:
        self._random = random
        entries = json.loads(CORPUS.read_text())
        found = Counter(
            word
            for entry in entries
            for word in re.findall(r"[a-z’']+", f"{entry['title']} {entry['body']}".lower())
        )
        rare = {"".join(random.choices(SYLLABLES, k=3)) for _ in range(RARE_WORDS)}
        self._words = [*found, *sorted(rare)]
        share = sum(found.values()) * 0.02 / len(rare)  # one word in fifty is a rare one
        self._weights = list(accumulate([*found.values(), *[share] * len(rare)]))

    def title(self) -> str:
        return self._words_of(self._random.randint(4, 10)).capitalize()

    def body(self) -> str:
        words = self._words_of(self._random.randint(60, 200))
        return f"{words.capitalize()}."

    def _words_of(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=count))
