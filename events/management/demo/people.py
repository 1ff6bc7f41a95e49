"""Fictional members over every sector and some forty places, and the nine accounts anyone may try."""

import csv
import datetime as dt
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from members.enums import OrganisationState, Sector
from members.models import (
    Affiliation,
    Agreement,
    GroundRules,
    Member,
    Organisation,
    OrganisationDomain,
    Place,
)

DATA = Path(__file__).resolve().parents[2] / "data" / "demo"
PASSWORD = "common-ground-2018"  # noqa: S105 - printed on screen: it opens a demonstration only

UNUSABLE = "!"  # nobody signs in as these members

# How many fictional members each sector has, the named accounts apart.
HEADCOUNT = {
    Sector.COUNCIL: 40,
    Sector.VOLUNTARY_COMMUNITY: 44,
    Sector.FUNDER: 13,
    Sector.HEALTH: 19,
    Sector.LEARNING_PARTNER: 9,
    Sector.RESIDENT: 12,
    Sector.OTHER_PUBLIC_BODY: 6,
}
ROLE_TITLES = {
    Sector.COUNCIL: [
        "Policy officer",
        "Head of communities",
        "Commissioning manager",
        "Service lead",
    ],
    Sector.VOLUNTARY_COMMUNITY: ["Community worker", "Director", "Project lead", "Trustee"],
    Sector.FUNDER: ["Grants manager", "Learning lead", "Programme officer"],
    Sector.HEALTH: ["Link worker", "Public health specialist", "Service manager", "Nurse"],
    Sector.LEARNING_PARTNER: ["Facilitator", "Researcher"],
    Sector.OTHER_PUBLIC_BODY: ["Partnerships manager", "Community lead"],
}


@dataclass(frozen=True, kw_only=True)
class Account:
    """One of the accounts printed when the site starts."""

    key: str
    name: str
    sector: str
    organisation: str = ""
    role: str = ""
    parts: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


ACCOUNTS = (
    Account(
        key="council",
        name="Cerys Whitlock",
        sector=Sector.COUNCIL,
        organisation="Leeds City Council",
        role="Policy officer",
    ),
    Account(
        key="charity",
        name="Dev Marlow",
        sector=Sector.VOLUNTARY_COMMUNITY,
        organisation="Aire Valley Neighbours",
        role="Director",
    ),
    Account(
        key="funder",
        name="Ines Tarrant",
        sector=Sector.FUNDER,
        organisation="Northern Commons Fund",
        role="Grants manager",
    ),
    Account(
        key="health",
        name="Joseph Okoro",
        sector=Sector.HEALTH,
        organisation="Aire and Calder Primary Care Network",
        role="Link worker",
    ),
    Account(key="resident", name="Maureen Stubbs", sector=Sector.RESIDENT),
    Account(
        key="facilitator",
        name="Sam Ferris",
        sector=Sector.LEARNING_PARTNER,
        organisation="Practice Commons",
        role="Facilitator",
        parts=("is_facilitator",),
    ),
    Account(
        key="funder-facilitator",
        name="Petra Vaughan",
        sector=Sector.FUNDER,
        organisation="The Linden Trust",
        role="Learning lead",
        parts=("is_facilitator",),
    ),
    Account(
        key="organiser",
        name="Ruth Adeyemi",
        sector=Sector.COUNCIL,
        organisation="Bradford Metropolitan District Council",
        role="Head of communities",
        parts=("is_organiser", "is_safeguarding_lead"),
    ),
    Account(
        key="admin",
        name="Alex Nowak",
        sector=Sector.LEARNING_PARTNER,
        organisation="Practice Commons",
        role="Administrator",
        parts=("is_administrator",),
    ),
)


def load_organisations() -> dict[str, list[tuple[Organisation, list[Place]]]]:
    """Every organisation with the places it works in, by sector."""
    places = {place.name: place for place in Place.objects.authorities()}
    found: dict[str, list[tuple[Organisation, list[Place]]]] = {}
    with (DATA / "organisations.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            organisation = Organisation.objects.create(
                name=row["name"], sector=row["sector"], state=OrganisationState.CONFIRMED
            )
            if row["domain"]:
                OrganisationDomain.objects.create(organisation=organisation, domain=row["domain"])
            known = [places[name] for name in row["places"].split(";")]
            found.setdefault(row["sector"], []).append((organisation, known))
    return found


def load_members(random: Random) -> list[Member]:
    """The nine accounts first, then everyone else, each with a hat and places."""
    organisations = load_organisations()
    people = _accounts(organisations) + _everyone_else(organisations, random)
    rules = GroundRules.objects.newest()
    Agreement.objects.bulk_create(Agreement(member=member, rules=rules) for member in people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True)
        for member in people
    )
    return people


def _accounts(organisations: dict[str, list[tuple[Organisation, list[Place]]]]) -> list[Member]:
    by_name = {held.name: (held, at) for rows in organisations.values() for held, at in rows}
    made = []
    for account in ACCOUNTS:
        member = _member(account.email, account.name, password=make_password(PASSWORD))
        for part in account.parts:
            setattr(member, part, True)
        member.save()
        organisation, places = by_name.get(account.organisation, (None, []))
        _wear(member, organisation, account.role)
        member.places.set(places or Place.objects.filter(name="Leeds"))
        made.append(member)
    return made


def _everyone_else(
    organisations: dict[str, list[tuple[Organisation, list[Place]]]], random: Random
) -> list[Member]:
    names = _names(random)
    elsewhere = list(Place.objects.authorities().order_by("code"))
    made = []
    for sector, count in HEADCOUNT.items():
        for position in range(count):
            name = names.pop()
            email = f"{name.lower().replace(' ', '.').replace(chr(39), '')}@people.example"
            member = _member(email, name, listed=random.random() < 0.6)
            member.save()
            rows = organisations.get(sector, [])
            organisation, places = rows[position % len(rows)] if rows else (None, [])
            _wear(member, organisation, random.choice(ROLE_TITLES.get(sector, [""])))
            roams = not places or sector == Sector.LEARNING_PARTNER
            member.places.set([random.choice(elsewhere)] if roams else places)
            made.append(member)
    return made


def _names(random: Random) -> list[str]:
    """More than enough full names, shuffled the same way for the same seed."""
    with (DATA / "people.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = product((row["first"] for row in rows), (row["last"] for row in rows))
    return random.sample([f"{first} {last}" for first, last in pairs], 400)


def _member(email: str, name: str, *, password: str = UNUSABLE, listed: bool = True) -> Member:
    return Member(
        email=email,
        name=name,
        password=password,
        listed=listed,
        show_organisation=listed,
        show_role=listed,
        show_places=listed,
        agreed_to=GroundRules.objects.newest(),
    )


def _wear(member: Member, organisation: Organisation | None, role: str) -> None:
    Affiliation.objects.create(
        member=member,
        organisation=organisation,
        role_title=role if organisation else "",
        verified=organisation is not None,
        started_on=dt.date(2024, 9, 1),
    )
