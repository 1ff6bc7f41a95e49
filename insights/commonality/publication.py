"""A reading as data for a snapshot, and back; identical input gives identical bytes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from community.bands import Band, Base
from community.disclosure import Disclosed, Shown
from insights.commonality.display import Reading
from insights.commonality.verdicts import Verdict


def to_data(reading: Reading) -> dict[str, Any]:
    """Plain data for a JSON column. It holds nothing that may not be shown."""
    data: dict[str, Any] = json.loads(json.dumps(asdict(reading)))
    return data


def from_data(data: Mapping[str, Any]) -> Reading:
    lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    shown = data["shown"]
    total = None if shown["total"] is None else _shown(shown["total"])
    rebuilt = {
        "verdict": Verdict(data["verdict"]),
        "shown": Disclosed(total, tuple(_shown(group) for group in shown["groups"])),
    }
    return Reading(**{**data, **lists, **rebuilt})


def as_json(readings: Iterable[Reading]) -> str:
    """Every reading, by reference, in one canonical text."""
    ordered = sorted(readings, key=lambda reading: reading.reference)
    rows = [to_data(reading) for reading in ordered]
    return json.dumps(rows, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _shown(data: Mapping[str, Any]) -> Shown:
    return Shown(
        names=tuple(data["names"]),
        base=Base(**data["base"]),
        leading=data["leading"],
        band=None if data["band"] is None else Band(**data["band"]),
    )
