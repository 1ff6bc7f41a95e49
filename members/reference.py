"""Reference data every database holds: places and the first ground rules. Loaded after each migrate."""

import csv
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate

from members.enums import PlaceLevel
from members.models import GroundRules, Place
from members.models.places import place_slug

DATA = Path(__file__).parent / "data"


def load(**_signal: Any) -> None:
    """Idempotent: adds what is missing, changes nothing that stands."""
    if not Place.objects.authorities().exists():
        load_places()
    if GroundRules.objects.newest() is None:
        GroundRules.objects.create(version=1, text=(DATA / "ground_rules.md").read_text())


def load_places() -> None:
    with (DATA / "local_authorities.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]
    nations = add_level({row["nation"]: None for row in rows}, PlaceLevel.NATION)
    regions = add_level({row["region"]: nations[row["nation"]] for row in rows}, PlaceLevel.REGION)
    Place.objects.bulk_create(
        Place(
            code=row["gss_code"],
            slug=place_slug(row["name"], PlaceLevel.AUTHORITY),
            name=row["name"],
            name_cy=row["name_cy"],
            official_name=row["official_name"],
            level=PlaceLevel.AUTHORITY,
            parent=regions[row["region"]],
        )
        for row in rows
    )


def add_level(parents: dict[str, Place | None], level: PlaceLevel) -> dict[str, Place]:
    slugs = {name: place_slug(name, level) for name in parents}
    made = Place.objects.bulk_create(
        Place(code=slugs[name], slug=slugs[name], name=name, level=level, parent=parent)
        for name, parent in parents.items()
    )
    return {place.name: place for place in made}


post_migrate.connect(load, sender=apps.get_app_config("members"), dispatch_uid="members.reference")
