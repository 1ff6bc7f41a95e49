"""What one act of sorting changes, and what an event's themes are after all its acts: a fold, nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

K = TypeVar("K")
V = TypeVar("V")
Filed = tuple[int, str]  # a theme's key, a note's code
Pair = tuple[str, str]  # the codes of two notes, in order


@dataclass(frozen=True)
class Said:
    """How a theme stands: `words` is the key of its wording, `version` rises with each."""

    words: int
    kind: str
    tags: tuple[int, ...]
    version: int


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What is after an act, of whatever it touched. None: gone, or not left out."""

    themes: Mapping[int, Said | None] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    filed: Mapping[Filed, bool] = field(default_factory=dict)
    left_out: Mapping[str, int | None] = field(default_factory=dict)  # to the key of the reason
    adds_to: Mapping[int, str | None] = field(default_factory=dict)  # to the key of the insight
    apart: Mapping[Pair, bool] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(vars(self).values())

    @property
    def notes(self) -> set[str]:
        return {code for _theme, code in self.filed} | set(self.left_out)

    @property
    def gone(self) -> set[int]:
        """Themes that are no more after it."""
        return {key for key, said in self.themes.items() if said is None}

    def as_json(self) -> dict[str, Any]:
        themes = {
            str(key): said and [said.words, said.kind, list(said.tags), said.version]
            for key, said in self.themes.items()
        }
        return {
            "themes": themes,
            "places": {str(key): place for key, place in self.places.items()},
            "filed": [[theme, code, here] for (theme, code), here in self.filed.items()],
            "left_out": dict(self.left_out),
            "adds_to": {str(key): insight for key, insight in self.adds_to.items()},
            "apart": [[*pair, here] for pair, here in self.apart.items()],
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """An act may be older than what themes add to, and which notes are kept apart."""
        themes = {
            int(key): said and Said(said[0], said[1], tuple(said[2]), said[3])
            for key, said in kept["themes"].items()
        }
        return cls(
            themes=themes,
            places={int(key): place for key, place in kept["places"].items()},
            filed={(theme, code): here for theme, code, here in kept["filed"]},
            left_out=kept["left_out"],
            adds_to={int(key): insight for key, insight in kept.get("adds_to", {}).items()},
            apart={(one, other): here for one, other, here in kept.get("apart", [])},
        )


@dataclass
class Sorting:
    """An event's themes, where they stand, what they add to, what is filed in them, left out and kept apart."""

    themes: dict[int, Said] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    filed: set[Filed] = field(default_factory=set)
    left_out: dict[str, int] = field(default_factory=dict)
    adds_to: dict[int, str] = field(default_factory=dict)
    apart: set[Pair] = field(default_factory=set)

    def take(self, changes: Changes) -> None:
        for key, said in changes.themes.items():
            _put(self.themes, key, said)
            if said is None:
                self.places.pop(key, None)
                self.adds_to.pop(key, None)
        self.places |= changes.places
        for filed, here in changes.filed.items():
            (self.filed.add if here else self.filed.discard)(filed)
        for code, reason in changes.left_out.items():
            _put(self.left_out, code, reason)
        for key, insight in changes.adds_to.items():
            _put(self.adds_to, key, insight)
        for pair, here in changes.apart.items():
            (self.apart.add if here else self.apart.discard)(pair)

    def before(self, changes: Changes) -> Changes:
        """How whatever these changes touch stands here: taking it brings all of it back."""
        return Changes(
            themes={key: self.themes.get(key) for key in changes.themes},
            places={
                key: self.places[key]
                for key in {*changes.places, *changes.themes}
                if key in self.places
            },
            filed={filed: filed in self.filed for filed in changes.filed},
            left_out={code: self.left_out.get(code) for code in changes.left_out},
            adds_to={key: self.adds_to.get(key) for key in {*changes.adds_to, *changes.gone}},
            apart={pair: pair in self.apart for pair in changes.apart},
        )


def _put(table: dict[K, V], key: K, value: V | None) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def replay(acts: Iterable[Changes]) -> Sorting:
    sorting = Sorting()
    for changes in acts:
        sorting.take(changes)
    return sorting
