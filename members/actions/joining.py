"""The first steps, and what a member keeps true afterwards: name, places, ground rules."""

from collections.abc import Iterable

from django.db import transaction

from members.models import Agreement, GroundRules, Member, Place


class NewerRules(Exception):
    """A newer version of the ground rules has been published since."""


@transaction.atomic
def give_name(name: str, *, by: Member) -> Member:
    by.name = name
    by.save(update_fields=["name"])
    return by


@transaction.atomic
def choose_places(places: Iterable[Place], *, by: Member) -> Member:
    by.places.set(places)
    return by


@transaction.atomic
def accept_rules(rules: GroundRules, *, by: Member) -> Member:
    """Twice is once. Only the newest version can be accepted."""
    if rules != GroundRules.objects.newest():
        raise NewerRules
    Agreement.objects.get_or_create(member=by, rules=rules)
    by.agreed_to = rules
    by.save(update_fields=["agreed_to"])
    return by
