"""Organisations that members named: confirming, merging and declining them."""

from django.db import IntegrityError, transaction

from community.actions import audit
from community.registries import Registry
from members.enums import OrganisationState
from members.models import Affiliation, Member, Organisation

# Told, within the merge, that one organisation has become another: (old, new).
becomes: Registry[[Organisation, Organisation], None] = Registry()


class NotProposed(Exception):
    """Somebody has dealt with it already."""


class NameTaken(Exception):
    """Another organisation has this name."""


def log_name(organisation: Organisation) -> str:
    return f"organisation {organisation.pk}"


def _proposed(organisation: Organisation) -> Organisation:
    proposed = Organisation.objects.proposed().select_for_update()
    locked = proposed.filter(pk=organisation.pk).first()
    if locked is None:
        raise NotProposed
    return locked


@transaction.atomic
def confirm(organisation: Organisation, *, name: str, sector: str, by: Member) -> Organisation:
    """From now on anyone may choose it, and it counts towards its sector's crowd."""
    organisation = _proposed(organisation)
    organisation.name, organisation.sector = name, sector
    organisation.state = OrganisationState.CONFIRMED
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as taken:
        raise NameTaken from taken
    audit.record("organisation.confirmed", log_name(organisation), by=by)
    return organisation


@transaction.atomic
def merge(organisation: Organisation, *, into: Organisation, by: Member) -> Organisation:
    """Those who named it work for the other from now on. What was signed before stays as signed."""
    organisation = _proposed(organisation)
    named = log_name(organisation)
    open_hats = Affiliation.objects.filter(organisation=into, ended_on__isnull=True)
    worn = organisation.affiliations.filter(ended_on__isnull=True)
    worn.filter(member__in=open_hats.values("member")).delete()
    organisation.affiliations.update(organisation=into)
    organisation.domains.update(organisation=into)
    list(becomes.ask(organisation, into))
    organisation.delete()
    audit.record("organisation.merged", named, by=by, into=log_name(into))
    return into


@transaction.atomic
def decline(organisation: Organisation, *, by: Member) -> Organisation:
    """Nobody new can choose it; those who named it keep their hat."""
    organisation = _proposed(organisation)
    organisation.state = OrganisationState.DECLINED
    organisation.save(update_fields=["state"])
    audit.record("organisation.declined", log_name(organisation), by=by)
    return organisation
