"""Splitting: an author makes two insights of one. Nothing but the words is chosen anew, so nothing widens.

Two linked parts are joined by a lineage. Two unlinked ones share nothing, neither row nor transaction:
the second part is inserted alone, before the first is made of the whole, so that no word is ever nowhere.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.pace import take_turn
from insights import pace, policies
from insights.actions import editing, recording
from insights.actions.editing import NotYours, StaleEdit
from insights.actions.pausing import refuse_paused
from insights.enums import Kind, State, SupportState
from insights.models import Insight, Lineage
from insights.models.insights import KeptFrom, new_reference
from insights.models.signing import form_proof, owner_proof
from members.models import Member

TAKEN_OVER = [
    "kind",
    "attribution",
    "audience",
    "space",
    "author",
    "byline_name",
    "byline_role",
    "byline_organisation",
    "byline_sector",
]
Texts = dict[str, str]  # by the names that `differences.compared` gives


@dataclass(frozen=True, kw_only=True)
class Cut:
    """The two parts, and which version of the whole they were made from."""

    version: int
    first: Texts
    second: Texts


def split(whole: Insight, cut: Cut, *, by: Member, form_key: str) -> Insight:
    """The second part; the whole becomes the first. Once, however often the form is sent."""
    refuse_paused(whole.attribution, by=by)
    proof = form_proof(by, repr(("split", whole.pk, form_key, cut.first, cut.second)))
    way = _in_two if whole.is_unlinked else _at_once
    for _attempt in range(recording.REFERENCES_TRIED):
        try:
            return way(whole, cut, by=by, proof=proof)
        except IntegrityError:  # sent at the same moment, or its reference is taken
            continue
        except StaleEdit:
            sent_before = Insight.objects.filter(form_proof=proof).first()
            if sent_before is None or not _became_first(whole, cut):
                raise
            return sent_before
    return way(whole, cut, by=by, proof=proof)


@transaction.atomic
def _at_once(whole: Insight, cut: Cut, *, by: Member, proof: str) -> Insight:
    """Linked: both parts and the line between them, or nothing."""
    take_turn(by)
    locked = editing.own(whole, by=by)
    if locked.attribution != whole.attribution:  # narrowed meanwhile
        raise StaleEdit
    second = _store_second(locked, cut, by=by, proof=proof)
    _become_first(locked, cut, by=by)
    Lineage.objects.create(part=second, whole=locked, version=cut.version)
    return second


def _in_two(whole: Insight, cut: Cut, *, by: Member, proof: str) -> Insight:
    """Unlinked: each in its own transaction. If it stops between, sending the form again goes on from there."""
    second = _store_second(whole, cut, by=by, proof=proof)
    _become_first(whole, cut, by=by)
    return second


@transaction.atomic
def _store_second(whole: Insight, cut: Cut, *, by: Member, proof: str) -> Insight:
    take_turn(by)
    pace.require_room_for_insight(by, proof)
    whole = Insight.objects.get(pk=whole.pk)
    if whole.version != cut.version:
        raise StaleEdit
    if not policies.can_split(by, whole):
        raise NotYours
    stored = Insight.objects.filter(form_proof=proof).first()
    if stored is not None:
        return stored
    second = _compose(whole, cut.second, by=by)
    second.reference, second.form_proof = new_reference(whole.kind), proof
    second.save(force_insert=True)
    _arrange(second, whole)
    return second


def _compose(whole: Insight, texts: Texts, *, by: Member) -> Insight:
    """Signed and read as the whole. Held, unless the whole is published and its author’s words are not held."""
    second = Insight(**{name: getattr(whole, name) for name in TAKEN_OVER}, **texts)
    if whole.is_unlinked:
        second.owner_proof = owner_proof(second.pk, by)
    if whole.kind == Kind.SUPPORT_NEED:
        second.support_state = SupportState.OPEN
    published = Insight.objects.published().filter(author=by).count()
    held = policies.must_be_held(attribution=whole.attribution, published_before=published)
    if whole.state == State.PUBLISHED and not held:
        second.state, second.published_on = State.PUBLISHED, timezone.localdate()
    return second


def _arrange(second: Insight, whole: Insight) -> None:
    """Tags, places and whom it is kept from, as they are: nothing more precise and nobody more."""
    recording.set_tags(second, [it.tag for it in whole.taggings.select_related("tag")])
    recording.set_places(second, whole.shown_places)
    KeptFrom.objects.bulk_create(
        KeptFrom(insight=second, organisation_id=row.organisation_id)
        for row in whole.kept_from_rows.all()
    )


@transaction.atomic
def _become_first(whole: Insight, cut: Cut, *, by: Member) -> None:
    """An edit like any other: the words before are a version."""
    first = editing.begin(whole, version=cut.version, by=by)
    for name, text in cut.first.items():
        setattr(first, name, text)
    first.save()


def _became_first(whole: Insight, cut: Cut) -> bool:
    """It was split before by the same form, whatever was changed after that."""
    now = Insight.objects.get(pk=whole.pk)
    after = now.versions.filter(number=cut.version + 1).first() or now
    return now.version > cut.version and all(
        getattr(after, name) == text for name, text in cut.first.items()
    )
