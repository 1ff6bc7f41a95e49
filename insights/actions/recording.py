"""Recording an insight: submit, edit, withdraw.

An unlinked insight is inserted alone in its transaction: nothing here, before or after, writes a row
that names its author.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.codes import random_code
from community.pace import take_turn
from insights import pace, policies
from insights.actions import editing
from insights.actions.pausing import refuse_paused
from insights.enums import (
    NEXT,
    Kind,
    State,
    SupportState,
    TagState,
)
from insights.models import Insight, InsightPlace, Tag
from insights.models.insights import KeptFrom, new_reference
from insights.models.signing import form_proof
from members.crowds import place_that_hides, sector_hides
from members.models import Affiliation, Member, Organisation, Place, Space

REFERENCES_TRIED = 5


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a record form holds once it is clean."""

    kind: str
    title: str
    body: str
    what_helped: str = ""
    tags: list[Tag] = field(default_factory=list)
    new_tags: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    kept_from: list[Organisation] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Signature:
    """How it is to be signed and who may read it."""

    attribution: str
    audience: str
    hat: Affiliation | None
    space: Space | None = None

    @property
    def sector(self) -> str:
        return self.hat.sector if self.hat else ""


def submit(words: Words, signature: Signature, *, by: Member, form_key: str) -> Insight:
    """Store it once, however often the form is sent: the same insight comes back each time."""
    refuse_paused(signature.attribution, by=by)
    proof = form_proof(by, _sent(words, signature, form_key))
    for _attempt in range(REFERENCES_TRIED):
        try:
            return _store(words, signature, by=by, proof=proof)
        except IntegrityError:  # sent before, or its reference is taken
            sent_before = Insight.objects.filter(form_proof=proof).first()
            if sent_before is not None:
                return sent_before
    return _store(words, signature, by=by, proof=proof)


def _sent(words: Words, signature: Signature, form_key: str) -> str:
    """A form and all that was sent in it: going back and changing anything makes it another."""
    several = (words.tags, words.places, words.kept_from)
    chosen = [sorted(thing.pk for thing in things) for things in several]
    typed = (words.kind, words.title, words.body, words.what_helped, sorted(words.new_tags))
    signed = (signature.attribution, signature.audience, signature.hat, signature.space)
    keys = [getattr(it, "pk", it) for it in signed]
    return repr((form_key, typed, chosen, keys))


def compose(words: Words, signature: Signature, *, by: Member) -> Insight:
    """The insight as it would be, signed and held or published, not stored: for looking at first."""
    insight = Insight(
        kind=words.kind,
        attribution=signature.attribution,
        audience=signature.audience,
        space=signature.space,
        support_state=SupportState.OPEN if words.kind == Kind.SUPPORT_NEED else "",
    )
    insight.sign(
        by=by,
        hat=signature.hat,
        show_sector=sector_hides(signature.sector, at=policies.among(insight)),
    )
    _write(insight, words)
    if not policies.must_be_held(
        attribution=insight.attribution, published_before=_published_by(by)
    ):
        insight.state, insight.published_on = State.PUBLISHED, timezone.localdate()
    return insight


@transaction.atomic
def _store(words: Words, signature: Signature, *, by: Member, proof: str) -> Insight:
    take_turn(by)
    pace.require_room_for_insight(by, proof)
    insight = compose(words, signature, by=by)
    insight.reference, insight.form_proof = new_reference(words.kind), proof
    insight.save(force_insert=True)
    places = safe_places(insight, words.places, sector=signature.sector)
    _arrange(insight, words, places=places)
    return insight


def _published_by(member: Member) -> int:
    return Insight.objects.published().filter(author=member).count()


def _write(insight: Insight, words: Words) -> None:
    insight.title, insight.body, insight.what_helped = words.title, words.body, words.what_helped


def _arrange(insight: Insight, words: Words, *, places: list[Place]) -> None:
    """Set tags, places and who it is kept from, as shown: nothing more precise is stored."""
    set_tags(insight, words.tags + [_proposed(name) for name in words.new_tags])
    set_places(insight, places)
    insight.kept_from_rows.all().delete()
    KeptFrom.objects.bulk_create(
        KeptFrom(insight=insight, organisation=organisation) for organisation in words.kept_from
    )


def safe_places(insight: Insight, places: list[Place], *, sector: str) -> list[Place]:
    """As chosen when linked; when not, only as precisely as hides the author."""
    if not insight.is_unlinked:
        return places
    hidden = [place_that_hides(place, sector, at=policies.among(insight)) for place in places]
    return [place for place in hidden if place is not None]


def _proposed(name: str) -> Tag:
    """The tag of this name or alias in any case, else a proposal that names nobody."""
    existing = Tag.objects.named(name).first()
    return existing or Tag.objects.create(name=name, slug=f"new-{random_code(6).lower()}")


def set_tags(insight: Insight, tags: list[Tag]) -> None:
    insight.tags.set(tags)
    refresh_tag_words(insight, tags)


def refresh_tag_words(insight: Insight, tags: list[Tag]) -> None:
    """What search finds an insight by besides its own words: its accepted tags and their aliases."""
    accepted = sorted(
        {tag.pk: tag for tag in tags if tag.state == TagState.ACCEPTED}.values(),
        key=lambda tag: tag.name,
    )
    insight.tag_words = " ".join(word for tag in accepted for word in [tag.name, *tag.aliases])
    insight.save(update_fields=["tag_words"])


def set_places(insight: Insight, places: list[Place]) -> None:
    """The chosen places and, unmarked, every place that holds them."""
    chosen = {place.pk for place in places}
    wider = {above.pk for place in places for above in place.with_ancestors}
    insight.place_rows.all().delete()
    InsightPlace.objects.bulk_create(
        InsightPlace(insight=insight, place_id=pk, chosen=pk in chosen)
        for pk in sorted(wider | chosen)
    )


@transaction.atomic
def edit(insight: Insight, words: Words, *, version: int, by: Member) -> Insight:
    """Keep the old words as a version. What was returned, declined or is unlinked is held again."""
    insight = editing.begin(insight, version=version, by=by)
    _write(insight, words)
    insight.save()
    _arrange(insight, words, places=_places_after_edit(insight, words.places, by=by))
    return insight


def _places_after_edit(insight: Insight, places: list[Place], *, by: Member) -> list[Place]:
    """What is already shown may stay. What is new hides its author under every hat they wear."""
    shown = {place.pk for place in insight.shown_places}
    kept = [place for place in places if place.pk in shown]
    added = [place for place in places if place.pk not in shown]
    for hat in by.hats:
        added = safe_places(insight, added, sector=hat.sector)
    return list({place.pk: place for place in kept + added}.values())


@transaction.atomic
def withdraw(insight: Insight, *, by: Member) -> Insight:
    """Gone from page, search, feed and export in this request; the author keeps the words."""
    insight = editing.own(insight, by=by)
    if State.WITHDRAWN in NEXT[State(insight.state)]:
        insight.state = State.WITHDRAWN
        insight.save(update_fields=["state"])
    return insight
