"""Signed words: how an author is kept, and how they are shown.

Unlinked words hold no author. Whoever wrote them can prove it; nobody else can ask.
"""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.keyed import DIGEST_LENGTH, keyed_digest, same_digest
from insights.enums import LINKED, UNLINKED, Attribution, Origin, State
from members.enums import SECTOR_PERSON, Sector
from members.models import Affiliation, Member, Viewer


def owner_proof(thing_id: uuid.UUID, member: Member) -> str:
    """HMAC-SHA256(ANONYMITY_KEY, "own|" + the thing's id + "|" + the member's id): trust.md section 2."""
    return keyed_digest("own", thing_id, member.pk)


def form_proof(member: Member, form_key: str) -> str:
    """What is kept of a form's key so that sending it twice stores one thing."""
    return keyed_digest("form", member.pk, form_key)


def new_id() -> uuid.UUID:
    """For unlinked rows too: nothing about it follows from time, place or person."""
    return uuid.uuid4()


class SignedWords(models.Model):
    """What an insight and a comment share: state, attribution, author or proof, frozen byline, days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.MEMBER)
    attribution = models.CharField(max_length=12, choices=Attribution, default=Attribution.SECTOR)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_proof = models.CharField(max_length=DIGEST_LENGTH, blank=True, editable=False)
    form_proof = models.CharField(max_length=DIGEST_LENGTH, unique=True, null=True, editable=False)  # noqa: DJ001 - absent, not empty: unique
    byline_name = models.CharField(max_length=80, blank=True)
    byline_role = models.CharField(max_length=80, blank=True)
    byline_organisation = models.CharField(max_length=120, blank=True)
    byline_sector = models.CharField(max_length=20, choices=Sector, blank=True)
    recorded_on = models.DateField(default=timezone.localdate)
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(attribution__in=LINKED) | Q(author__isnull=True),
                name="%(class)s_unlinked_has_no_author",
            ),
            models.CheckConstraint(
                condition=Q(attribution__in=UNLINKED) | Q(owner_proof=""),
                name="%(class)s_linked_has_no_proof",
            ),
            models.CheckConstraint(
                condition=Q(attribution=Attribution.NAMED) | Q(byline_name="", byline_role=""),
                name="%(class)s_only_named_shows_a_name",
            ),
            models.CheckConstraint(
                condition=Q(attribution__in=LINKED) | Q(byline_organisation=""),
                name="%(class)s_unlinked_shows_no_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(attribution=Attribution.WITHOUT) | Q(byline_sector=""),
                name="%(class)s_without_shows_no_sector",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.MEMBER)
                | Q(attribution=Attribution.WITHOUT, owner_proof="", author__isnull=True),
                name="%(class)s_editors_sign_for_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_on__isnull=False),
                name="%(class)s_published_has_a_day",
            ),
        ]

    @property
    def is_unlinked(self) -> bool:
        return self.attribution in UNLINKED

    @property
    def byline(self) -> str:
        """How it is signed, from the frozen columns alone."""
        if self.origin != Origin.MEMBER:
            return str(Origin(self.origin).label)
        if self.attribution == Attribution.NAMED:
            name = self.byline_name or _("Former member")
            parts = (name, self.byline_role, self.byline_organisation)
            return ", ".join(part for part in parts if part)
        if self.attribution == Attribution.ORGANISATION:
            return self.byline_organisation
        if self.attribution == Attribution.WITHOUT:
            return _("Without attribution")
        return str(SECTOR_PERSON.get(self.byline_sector, gettext_lazy("a member")))

    def is_owned_by(self, viewer: Viewer) -> bool:
        """True for the author alone: by the row when linked, by proof when not."""
        if viewer.is_anonymous:
            return False
        if not self.is_unlinked:
            return self.author_id == viewer.pk
        return bool(self.owner_proof) and same_digest(
            self.owner_proof, owner_proof(self.id, viewer)
        )

    def sign(self, *, by: Member, hat: Affiliation | None, show_sector: bool) -> None:
        """Freeze the byline. `show_sector` is False when the sector is too small to hide in."""
        linked, named = not self.is_unlinked, self.attribution == Attribution.NAMED
        self.author = by if linked else None
        self.owner_proof = "" if linked else owner_proof(self.id, by)
        self.byline_name = by.name if named else ""
        self.byline_role = hat.role_title if named and hat else ""
        self.byline_organisation = hat.organisation_shown if linked and hat else ""
        shown = linked or (self.attribution == Attribution.SECTOR and show_sector)
        self.byline_sector = hat.sector if shown and hat else ""


def owned_ids(rows: Iterable[tuple[uuid.UUID, str]], member: Member) -> list[uuid.UUID]:
    """Of (id, proof) pairs, the ids this member can prove to own. Every row is tested."""
    return [pk for pk, proof in rows if proof and same_digest(proof, owner_proof(pk, member))]
