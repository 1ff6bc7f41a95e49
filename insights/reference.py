"""Reference data every database holds: the vocabulary, moderation reasons, the library's stamp."""

import csv
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate

from insights.enums import Act, TagState
from insights.models import LibraryStamp, Reason, Tag

DATA = Path(__file__).parent / "data"

REASONS: dict[Act, list[str]] = {
    Act.PUBLISH: ["Clear and useful as it is", "Clear, after changes by the author"],
    Act.RETURN: [
        "It may identify someone",
        "It needs an example or a little more context",
        "It holds more than one idea: please split it",
        "The title does not say what the text says",
    ],
    Act.DECLINE: [
        "It is not about changing a local system",
        "It identifies someone and cannot be mended",
        "It is an advertisement",
        "It breaks the ground rules",
    ],
    Act.REMOVE: [
        "It identifies someone",
        "It breaks a confidence",
        "It breaks the ground rules",
        "It may be unlawful",
    ],
    Act.RESTORE: ["It was removed by mistake", "The concern has been dealt with"],
    Act.HOLD: ["A report needs looking into"],
    Act.REDACT: ["It identifies someone", "It breaks a confidence", "It may be unlawful"],
    Act.MERGE: ["It says the same as another", "It is another example of the same"],
}


def load(**_signal: Any) -> None:
    """Idempotent: adds what is missing, changes nothing that stands."""
    LibraryStamp.objects.get_or_create(pk=1)
    if not Tag.objects.exists():
        load_tags()
    have = set(Reason.objects.values_list("act", flat=True))
    Reason.objects.bulk_create(
        Reason(act=act, text=text, position=position)
        for act, texts in REASONS.items()
        if act not in have
        for position, text in enumerate(texts)
    )


def load_tags() -> None:
    with (DATA / "tags.csv").open(newline="", encoding="utf-8") as file:
        Tag.objects.bulk_create(
            Tag(
                name=tag_name(row["tag"]),
                slug=row["tag"],
                facet=row["facet"],
                scope_note=row["scope_note"],
                aliases=row["aliases"].split(";"),
                state=TagState.ACCEPTED,
            )
            for row in csv.DictReader(file)
        )


HYPHENATED = {"co-production", "person-centred", "community-led"}


def tag_name(slug: str) -> str:
    return (slug if slug in HYPHENATED else slug.replace("-", " ")).capitalize()


post_migrate.connect(
    load, sender=apps.get_app_config("insights"), dispatch_uid="insights.reference"
)
