"""Changing one's own page."""

from django.db import transaction

from members.models import Member

KEPT = ["name", "about", "listed", "show_organisation", "show_role", "show_places", "show_about"]


@transaction.atomic
def change_profile(member: Member, *, by: Member) -> Member:
    """Only its owner changes what a page shows."""
    if member.pk != by.pk:
        raise ValueError("a profile is changed by its owner")
    if Member.objects.filter(pk=member.pk).exclude(about=member.about).exists():
        member.about_held_for = ""  # what was held were other words
    member.save(update_fields=[*KEPT, "about_held_for"])
    return member
