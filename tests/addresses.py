"""Every address, every role: what is needed to fill one in, and who is asking."""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver

from events.actions import summaries
from events.enums import EventState
from events.models import NextStep, SortingSample, ThemeNote
from insights.enums import Act, Audience, Kind, State
from insights.models import Appeal, Bulk, Decision, Draft, KeptOut, Offer
from members.enums import Sector, SpacePart
from members.models import Recovery
from tests.factories import (
    AffiliationFactory,
    CommentFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    NoteBatchFactory,
    NoteFactory,
    OrganisationFactory,
    ReportFactory,
    RoomFactory,
    SpaceMemberFactory,
    TagFactory,
    ThemeFactory,
)

ROLES = ("visitor", "member", "funder", "facilitator", "organiser", "administrator", "outsider")


def people():
    """One of each; the facilitator and the organiser run the event, the outsider runs another."""
    found = {
        "member": MemberFactory(hat=Sector.COUNCIL, listed=True, show_about=True, about="Budgets."),
        "funder": MemberFactory(hat=Sector.FUNDER),
        "facilitator": MemberFactory(facilitator=True, hat=Sector.COUNCIL),
        "organiser": MemberFactory(organiser=True, hat=Sector.HEALTH),
        "administrator": MemberFactory(administrator=True, hat=Sector.COUNCIL),
        "outsider": MemberFactory(organiser=True, facilitator=True, hat=Sector.FUNDER),
    }
    for member in found.values():
        AffiliationFactory(member=member, organisation=None, role_title="")
    return found


def things(who):
    """What addresses can be of: a name in the table → the arguments of the address."""
    event = EventFactory(facilitated_by=who["facilitator"])
    SpaceMemberFactory(space=event.space_ptr, member=who["organiser"], part=SpacePart.ORGANISER)
    room = RoomFactory(event=event)
    theme = ThemeFactory(event=event)
    ThemeNote.objects.create(theme=theme, note=NoteFactory(event=event))
    SortingSample.objects.create(
        event=event, number=1, seed=1, notes=[NoteFactory(event=event).code], themes=[theme.pk]
    )
    drawn = summaries.draft(event, by=who["organiser"])
    drawn.versions.create(number=1, published_on=event.held_on)
    candid = InsightFactory(audience=Audience.PRACTITIONERS)
    need = InsightFactory(kind=Kind.SUPPORT_NEED, author=who["organiser"])
    offer = Offer.objects.create(insight=need, helper=who["member"], message="I can help.")
    comment = CommentFactory(insight=candid)
    held = InsightFactory(held=True, unlinked_by=MemberFactory()).reference
    bulk = Bulk.objects.create(act=Act.PUBLISH, by=who["facilitator"], form_key="k")
    draft = Draft.objects.create(member=who["member"], fields={"attribution": "named"})
    hat = who["member"].affiliations.last()
    invitation = event.invitations.create(
        most=2, expires_on=event.held_on.replace(year=2099), made_by=who["organiser"]
    )
    step = NextStep.objects.create(event=event, what="Meet again", owner="Wrexham Council")
    passkey = Authenticator.objects.create(
        user=MemberFactory(), type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
    )
    lost = Recovery.objects.create(member=MemberFactory(), new_email="new@example.org")
    proposed = OrganisationFactory(state="proposed")
    return {
        "-": {},
        "candid": {"reference": candid.reference},
        "held": {"reference": held},
        "bulk": {"code": bulk.code},
        "waiting": {"family": "insights", "key": held},
        "own": {"reference": InsightFactory(author=who["member"]).reference},
        "gone": {"reference": "CH-22222"},
        "need": {"reference": need.reference},
        "offer": {"reference": need.reference, "offer": offer.pk},
        "my-offer": {"offer": offer.pk},
        "comment": {"reference": candid.reference, "comment": comment.pk},
        "draft": {"draft": draft.pk},
        "tag": {"slug": "funding-terms"},
        "listed": {"code": who["member"].code},
        "unlisted": {"code": who["funder"].code},
        "hat": {"pk": hat.pk},
        "event": {"code": event.code},
        "theme": {"code": event.code, "theme": theme.pk},
        "batch": {"code": event.code, "key": NoteBatchFactory(event=event).key},
        "room": {"code": room.join_code},
        "table": {"code": room.join_code, "key": room.tables.first().key},
        "check-link": {"code": check_link().code},
        "live-note": {"code": event.code, "note": NoteFactory(event=event).code},
        "step": {"code": event.code, "step": step.pk},
        "summary": {"code": event.code, "suffix": "docx"},
        "version": {"code": event.code, "number": 1},
        "block": {"code": event.code, "key": "why"},
        "report": {"reference": ReportFactory(insight=candid).reference},
        "lost": {"code": lost.code},
        "lost-stop": {"code": lost.code, "token": lost.stop_token},
        "text": {"sort": "profile", "key": who["member"].code},
        "decision": {"decision": declined(who["member"]).pk},
        "kept": {"kept": kept_out(who["member"]).pk},
        "appeal": {"pk": Appeal.objects.create(decision=declined(MemberFactory())).pk},
        "just-comment": {"comment": comment.pk},
        "provider": {"provider_id": "north"},
        "invitation": {"code": invitation.code},
        "passkey": {"pk": passkey.pk},
        "proposed-tag": {"pk": TagFactory().pk},
        "proposed-organisation": {"pk": proposed.pk},
    }


def check_link():
    """One that takes answers, to a theme that holds a note."""
    theme = ThemeFactory(event=EventFactory(state=EventState.CHECKING_BACK))
    ThemeNote.objects.create(theme=theme, note=NoteFactory(event=theme.event))
    return theme.event.check_links.create(closes_on=dt.date(2099, 1, 1))


def kept_out(author):
    """What its author may ask to be looked at again."""
    ended = {"kind": Kind.SUPPORT_NEED, "support_state": "met", "outcome": "They sang."}
    need = InsightFactory(author=author, outcome_held_for="unkind", **ended)
    return KeptOut.objects.create(insight=need, part="outcome", rule="unkind")


def declined(author):
    """A decision that its author may appeal."""
    insight = InsightFactory(author=author, state=State.DECLINED)
    return Decision.objects.create(insight=insight, act=Act.DECLINE, by=MemberFactory())


def every_name(resolver=None, prefix=""):
    """Each address of the site by name; an address without one is reported by its pattern."""
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            names |= every_name(pattern, space)
        elif isinstance(pattern, URLPattern):
            names.add(f"{prefix}{pattern.name or pattern.pattern}")
    return names
