"""Seeded insights with tags, places, answers and comments, in batches of a size memory does not feel."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from community.codes import ALPHABET
from insights.enums import (
    REFERENCE_PREFIX,
    UNLINKED,
    Answer,
    Attribution,
    Audience,
    Kind,
    State,
    SupportState,
)
from insights.management.seeding.copying import copy_rows, next_ids
from insights.management.seeding.people import Seeded
from insights.management.seeding.words import Wording
from insights.models import Comment, Insight, InsightPlace, Response, Tag, Tagging
from insights.models.signing import owner_proof
from members.models import Member, Place

BATCH = 5_000
YEARS = 6
DISCUSSED = 50
ANSWERED = (
    50_000  # beyond this many insights no more are answered: search is what is measured there
)
COLUMNS = [
    "id", "state", "origin", "attribution", "author_id", "owner_proof", "byline_name", "byline_role",
    "byline_organisation", "byline_sector", "recorded_on", "published_on", "version", "reference",
    "kind", "title", "body", "what_helped", "audience", "tag_words", "support_state", "outcome",
]  # fmt: skip
AUDIENCES = [*[Audience.EVERYONE] * 6, *[Audience.MEMBERS] * 3, Audience.PRACTITIONERS]
ATTRIBUTIONS = [Attribution.SECTOR, Attribution.NAMED, Attribution.SECTOR, Attribution.WITHOUT]


@dataclass(frozen=True)
class Made:
    """An insight as the rows that hang on it need to know it."""

    id: uuid.UUID
    tags: list[Tag]


class Seeder:
    """One run: everything random comes from one source, so a seed gives one community."""

    def __init__(self, people: Seeded, random: Random, *, discussed: int = 0) -> None:
        """The first `discussed` of each batch have fifty comments each."""
        self.people, self.random, self.discussed = people, random, discussed
        self.wording = Wording(random)
        self.tags = list(Tag.objects.accepted().order_by("slug"))
        self.places = list(
            Place.objects.authorities().select_related("parent__parent").order_by("code")
        )
        self.today = timezone.localdate()
        self.references = set(Insight.objects.values_list("reference", flat=True))

    def seed(self, count: int) -> Iterator[int]:
        """Yields how many there are after each batch."""
        for start in range(0, count, BATCH):
            batch = [self._made() for _ in range(min(BATCH, count - start))]
            copy_rows(Insight, COLUMNS, (self._insight(made) for made in batch))
            self._hang_tags(batch)
            self._hang_places(batch)
            if start < ANSWERED:
                self._answers(batch)
                self._comments(batch)
            yield start + len(batch)

    def _made(self) -> Made:
        id_ = uuid.UUID(int=self.random.getrandbits(128), version=4)
        return Made(id_, self.random.sample(self.tags, self.random.randint(1, 4)))

    def _insight(self, made: Made) -> tuple[object, ...]:
        member, sector, _organisation = self.random.choice(self.people)
        attribution = self.random.choice(ATTRIBUTIONS)
        kind = self.random.choice(list(Kind))
        unlinked, named = attribution in UNLINKED, attribution == Attribution.NAMED
        day = self.today - dt.timedelta(days=self.random.randrange(365 * YEARS))
        return (
            made.id, State.PUBLISHED.value, "member", attribution.value,
            None if unlinked else member.pk,
            owner_proof(made.id, member) if unlinked else "",
            member.name if named else "", "Officer" if named else "", "",
            "" if attribution == Attribution.WITHOUT else str(sector),
            day, day, 1, self._reference(kind), kind.value,
            self.wording.title(), self.wording.body(), "", self.random.choice(AUDIENCES).value,
            " ".join(tag.name for tag in made.tags),
            SupportState.OPEN.value if kind == Kind.SUPPORT_NEED else "", "",
        )  # fmt: skip

    def _reference(self, kind: Kind) -> str:
        """Of this run's own making, so that a seed gives one community; never given twice."""
        while True:
            code = "".join(self.random.choices(ALPHABET, k=5))
            reference = f"{REFERENCE_PREFIX[kind]}-{code}"
            if reference not in self.references:
                self.references.add(reference)
                return reference

    def _hang_tags(self, batch: list[Made]) -> None:
        pairs = [(made.id, tag.pk) for made in batch for tag in made.tags]
        ids = next_ids(Tagging, len(pairs))
        rows = ((pk, *pair) for pk, pair in zip(ids, pairs, strict=True))
        copy_rows(Tagging, ["id", "content_object_id", "tag_id"], rows)

    def _hang_places(self, batch: list[Made]) -> None:
        rows = []
        for made in batch:
            chain = self.random.choice(self.places).with_ancestors
            rows += [(made.id, place.pk, place is chain[0]) for place in chain]
        ids = next_ids(InsightPlace, len(rows))
        copy_rows(
            InsightPlace,
            ["id", "insight_id", "place_id", "chosen"],
            ((pk, *row) for pk, row in zip(ids, rows, strict=True)),
        )

    def _answers(self, batch: list[Made]) -> None:
        values = [answer.value for answer in Answer]
        now = timezone.now()
        rows = [
            (
                made.id,
                member.pk,
                self.random.choices(values, [6, 3, 1])[0],
                "",
                str(sector),
                organisation,
                now,
            )
            for made in batch
            for member, sector, organisation in self._some(8)
        ]
        ids = next_ids(Response, len(rows))
        copy_rows(
            Response,
            [
                "id",
                "insight_id",
                "member_id",
                "answer",
                "context",
                "sector",
                "organisation_id",
                "answered_at",
            ],
            ((pk, *row) for pk, row in zip(ids, rows, strict=True)),
        )

    def _some(self, most: int) -> Seeded:
        return self.random.sample(self.people, min(len(self.people), self.random.randint(0, most)))

    def _comments(self, batch: list[Made]) -> None:
        Comment.objects.bulk_create(
            self._comment(made, member)
            for number, made in enumerate(batch)
            for member, _sector, _organisation in self._commenting(number)
        )

    def _commenting(self, number: int) -> Seeded:
        """Who comments on the insight of this number in its batch."""
        if number < self.discussed:
            return self.random.choices(self.people, k=DISCUSSED)
        return self._some(3) if self.random.random() < 0.3 else []

    def _comment(self, made: Made, member: Member) -> Comment:
        return Comment(
            insight_id=made.id,
            body=self.wording.body()[:600],
            attribution=Attribution.NAMED,
            author=member,
            byline_name=member.name,
            state=State.PUBLISHED,
            recorded_on=self.today,
            published_on=self.today,
        )
