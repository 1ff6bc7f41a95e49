"""Affiliations: dated ties between a member and an organisation. Each is a hat."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.columns import row
from members.enums import Sector
from members.models.organisations import MOST_LETTERS, Organisation


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def current(self) -> Self:
        """Hats worn today. One that ends today is still worn."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=timezone.localdate()))

    def of_sector(self, sector: str) -> Self:
        """The property `sector`, asked of the database."""
        if sector == Sector.RESIDENT:
            return self.filter(organisation__isnull=True)
        return self.filter(organisation__sector=sector)


def worn_by(member_id: int) -> "tuple[Affiliation, ...]":
    """`current()` of a member with their organisations, oldest first: asked on every page."""
    sql, params = _question()
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(sql, [today if isinstance(it, dt.date) else member_id for it in params])
        return tuple(map(_worn, cursor.fetchall()))


@cache
def _question() -> tuple[str, Sequence[Any]]:
    """As Django writes it, of no member and a day that is put in: written once a process."""
    query = Affiliation.objects.current().filter(member=0).select_related("organisation").query
    return query.get_compiler(connection=connection).as_sql()  # type: ignore[no-any-return]


def _worn(values: Sequence[Any]) -> "Affiliation":
    size = len(Affiliation._meta.concrete_fields)
    hat = row(Affiliation, values[:size])
    hat.organisation = row(Organisation, values[size:]) if hat.organisation_id else None
    return hat


class Affiliation(models.Model):
    """A hat. Without an organisation it is a resident's, speaking for nobody but themselves."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="affiliations"
    )
    role_title = models.CharField(max_length=80, blank=True)
    # By the domain of the member's address, or by an administrator.
    verified = models.BooleanField(default=False)
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="affiliation_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["member", "organisation"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="affiliation_one_open_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        if self.organisation is None:
            return _("Resident")
        if not self.role_title:
            return self.organisation.name
        return _("%(role)s, %(organisation)s") % {
            "role": self.role_title,
            "organisation": self.organisation.name,
        }

    @property
    def is_claimed(self) -> bool:
        """Anyone may say that they work somewhere: until it is verified, others are told so."""
        return self.organisation is not None and not self.verified

    @property
    def organisation_shown(self) -> str:
        """The organisation as others read it; nothing for a resident."""
        if self.organisation is None:
            return ""
        mark = _(" (unverified)") if self.is_claimed else ""
        return self.organisation.name[: MOST_LETTERS - len(mark)] + mark

    @property
    def sector(self) -> str:
        return Sector.RESIDENT.value if self.organisation is None else self.organisation.sector

    @property
    def sector_label(self) -> str:
        return str(Sector(self.sector).label)
