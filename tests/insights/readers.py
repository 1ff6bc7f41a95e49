"""One of each kind of reader, and what each may read: the table of trust.md section 1."""

from dataclasses import dataclass

from django.test import Client

from insights.enums import Audience
from insights.models.insights import KeptFrom
from members.enums import Sector
from members.models import Member, Space
from tests.factories import (
    AffiliationFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    SpaceFactory,
    SpaceMemberFactory,
)

ROLES = [
    "visitor",
    "member",
    "funder",
    "kept_out",
    "attendee",
    "funder_there",
    "facilitator",
    "funder_facilitator",
    "administrator",
]
READS = {
    "everyone": set(ROLES),
    "members": set(ROLES) - {"visitor"},
    "practitioners": {"member", "kept_out", "attendee", "facilitator", "administrator"},
    "event": {"attendee", "funder_there"},
    "kept": set(ROLES) - {"visitor", "kept_out"},
}


@dataclass
class World:
    people: dict[str, Member]
    space: Space
    kept_out_of: object

    def client(self, role):
        client = Client()
        if role != "visitor":
            client.force_login(self.people[role])
        return client

    def insight(self, which, **fields):
        """One readable as the table says of `which`; `kept` is a members' one kept from an organisation."""
        audience = Audience.MEMBERS if which == "kept" else Audience(which)
        insight = InsightFactory(audience=audience, **{"space": self.space} | fields)
        if which == "kept":
            KeptFrom.objects.create(insight=insight, organisation=self.kept_out_of)
        return insight


def world():
    space, kept_out_of = SpaceFactory(), OrganisationFactory()
    people = {
        "member": MemberFactory(hat=Sector.COUNCIL),
        "funder": MemberFactory(hat=Sector.FUNDER),
        "kept_out": MemberFactory(),
        "attendee": MemberFactory(hat=Sector.COUNCIL),
        "funder_there": MemberFactory(hat=Sector.FUNDER),
        "facilitator": MemberFactory(facilitator=True, hat=Sector.COUNCIL),
        "funder_facilitator": MemberFactory(facilitator=True, hat=Sector.FUNDER),
        "administrator": MemberFactory(administrator=True, hat=Sector.COUNCIL),
    }
    AffiliationFactory(member=people["kept_out"], organisation=kept_out_of)
    for name in ("attendee", "funder_there"):
        SpaceMemberFactory(space=space, member=people[name])
    return World(people, space, kept_out_of)
