"""Organisations: a sector each, the email domains they use, confirmed by an administrator."""

from typing import Self

from django.db import models
from django.db.models.functions import Lower

from members.enums import OrganisationState, Sector

MOST_LETTERS = 120


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def confirmed(self) -> Self:
        return self.filter(state=OrganisationState.CONFIRMED)

    def proposed(self) -> Self:
        return self.filter(state=OrganisationState.PROPOSED)

    def for_email(self, email: str) -> Self:
        """Confirmed organisations that use this address's domain."""
        domain = email.rpartition("@")[2].lower()
        return self.confirmed().filter(domains__domain=domain)


class Organisation(models.Model):
    """Where members work. A proposed one is shown only to those who named it and to administrators."""

    name = models.CharField(max_length=MOST_LETTERS)
    sector = models.CharField(max_length=20, choices=Sector)
    state = models.CharField(
        max_length=10, choices=OrganisationState, default=OrganisationState.PROPOSED
    )
    proposed_on = models.DateField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="organisation_name_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(sector=Sector.RESIDENT), name="organisation_is_not_a_resident"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationDomain(models.Model):
    """An email domain that proposes an organisation at sign-up."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain
