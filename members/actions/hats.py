"""Hats: putting one on, changing its days or one for another, naming an organisation nobody has named yet."""

import datetime as dt

from django.db import IntegrityError, transaction

from community.text import normalise_line
from members.models import Affiliation, Member, Organisation
from members.organisations import organisation_called


@transaction.atomic
def put_on(organisation: Organisation | None, *, role_title: str, by: Member) -> Affiliation:
    """A hat already worn is not put on twice: its role title changes. None is a resident's."""
    Member.objects.select_for_update().get(pk=by.pk)
    worn = by.affiliations.filter(organisation=organisation, ended_on__isnull=True).first()
    if worn is None:
        known = Organisation.objects.for_email(by.email)
        return by.affiliations.create(
            organisation=organisation,
            role_title=role_title,
            verified=organisation is not None and organisation in known,
        )
    worn.role_title = role_title
    worn.save(update_fields=["role_title"])
    return worn


@transaction.atomic
def change(hat: Affiliation, *, by: Member) -> Affiliation:
    """Its role title and its days, for whoever wears it."""
    if hat.member_id != by.pk:
        raise ValueError("a hat is changed by its wearer")
    hat.save(update_fields=["role_title", "started_on", "ended_on"])
    return hat


@transaction.atomic
def take_off(hat: Affiliation, *, last_day: dt.date, by: Member) -> Affiliation:
    """What was signed under it stays as it was signed. Taken off twice, the later word counts."""
    if hat.member_id != by.pk:
        raise ValueError("a hat is taken off by its wearer")
    hat.ended_on = last_day
    hat.save(update_fields=["ended_on"])
    return hat


@transaction.atomic
def propose_organisation(name: str, *, sector: str, by: Member) -> Organisation:
    """Named once, whoever names it again and however often the form is sent."""
    known = organisation_called(name)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return Organisation.objects.create(name=normalise_line(name), sector=sector)
    except IntegrityError:  # somebody named it a moment ago
        return Organisation.objects.get(name__iexact=normalise_line(name))
