"""Passwords nobody who knows this site, or where one works, would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import Member, Organisation

FEWEST_OTHER_LETTERS = 6
EVERYONES = (
    "commonality",
    "common",
    "ground",
    "system",
    "systems",
    "change",
    "council",
    "password",
)


class ContextWords:
    """Refuses a password that is little more than the site's name, or the names of where one works."""

    def validate(self, password: str, user: Member | None = None) -> None:
        words = {*EVERYONES, *(words_around(user) if user else ())}
        left = re.sub(r"[^a-z]", "", password.casefold()) if password.isascii() else password
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < FEWEST_OTHER_LETTERS:
            raise ValidationError(
                _(
                    "That is too close to the name of this site or of where you work. Use other words."
                ),
                code="password_context",
            )

    def get_help_text(self) -> str:
        return _("Do not build it from the name of this site or of where you work.")


def words_around(member: Member) -> set[str]:
    """The words of the member's address and organisations, three letters or more."""
    names = [member.email, *organisation_names(member)]
    return {word for name in names for word in re.findall(r"[a-z]{3,}", name.casefold())}


def organisation_names(member: Member) -> list[str]:
    found = Organisation.objects.for_email(member.email)
    if member.pk:
        found = found | Organisation.objects.filter(affiliations__member=member)
    return list(found.distinct().values_list("name", flat=True))
