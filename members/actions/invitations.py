"""Inviting people to an event: making a link, writing to addresses, taking back, and saying yes."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.actions import audit, mail
from members.enums import SpacePart
from members.models import Invitation, Member, Space


class InvitationOver(Exception):
    """It was taken back, is used up, or its last day has passed."""


@transaction.atomic
def make_link(space: Space, *, most: int, expires_on: dt.date, by: Member) -> Invitation:
    made = space.invitations.create(most=most, expires_on=expires_on, made_by=by)
    audit.record("invitation.made", space.code, by=by, invitation=made.pk, most=most)
    return made


@transaction.atomic
def invite(
    space: Space, addresses: Iterable[str], *, expires_on: dt.date, by: Member
) -> list[Invitation]:
    """One message to each address, once however often this is asked. The log keeps how many."""
    Space.objects.select_for_update().get(pk=space.pk)
    known = set(space.invitations.filter(revoked=False).values_list("email", flat=True))
    made = [
        space.invitations.create(email=address, expires_on=expires_on, made_by=by)
        for address in dict.fromkeys(addresses)
        if address not in known
    ]
    for invitation in made:
        context = {"space": space, "invitation": invitation}
        mail.post_template("members/mail/invitation", to=invitation.email, context=context)
    if made:
        audit.record("invitation.sent", space.code, by=by, count=len(made))
    return made


@transaction.atomic
def revoke(invitation: Invitation, *, by: Member) -> None:
    """Twice is once. Who has come by it stays."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.revoked:
        return
    invitation.revoked, invitation.email = True, ""
    invitation.save(update_fields=["revoked", "email"])
    audit.record("invitation.revoked", invitation.space.code, by=by, invitation=invitation.pk)


class TakenOffTheList(Exception):
    """Those who run the event took them off, and they alone put them back."""


@transaction.atomic
def accept(invitation: Invitation, *, by: Member) -> Space:
    """Whoever is at the event already uses nothing up."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.space.people.filter(member=by).exists():
        return invitation.space
    if not invitation.is_open:
        raise InvitationOver
    if invitation.space.has_taken_off(by):
        raise TakenOffTheList
    invitation.space.people.create(member=by, part=SpacePart.ATTENDEE)
    invitation.used, invitation.email = invitation.used + 1, ""
    invitation.save(update_fields=["used", "email"])
    return invitation.space


@transaction.atomic
def forget_addresses() -> int:
    """Of invitations that are over, nobody's address is kept."""
    over = Q(expires_on__lt=timezone.localdate())
    return Invitation.objects.filter(over).exclude(email="").update(email="")
