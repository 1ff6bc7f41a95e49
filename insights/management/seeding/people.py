"""Seeded members: one hat and one place each, spread over the sectors."""

import datetime as dt
from random import Random

from insights.management.seeding.copying import copy_rows, next_ids
from members.enums import OrganisationState, Sector
from members.models import Affiliation, GroundRules, Member, Organisation, Place

# Out of 20 members, how many of each sector.
MIX = [
    *[Sector.COUNCIL] * 6,
    *[Sector.VOLUNTARY_COMMUNITY] * 6,
    *[Sector.HEALTH] * 3,
    *[Sector.FUNDER] * 2,
    Sector.LEARNING_PARTNER,
    Sector.OTHER_PUBLIC_BODY,
    Sector.RESIDENT,
]
Seeded = list[tuple[Member, str, int | None]]


def seed_members(count: int, random: Random) -> Seeded:
    """`count` members with the sector and organisation each wears. Nobody can sign in as them."""
    rules = GroundRules.objects.newest()
    organisations = _organisations(max(1, count // 5), random)
    places = list(Place.objects.authorities().order_by("code"))
    made = Member.objects.bulk_create(
        Member(
            email=f"seeded-{random.getrandbits(64):x}@seed.example",
            name=f"Seeded Member {number}",
            code=f"s{random.getrandbits(44):011x}",
            password="!",  # noqa: S106 - not a password: nothing matches it
            agreed_to=rules,
        )
        for number in range(count)
    )
    worn: Seeded = []
    for number, member in enumerate(made):
        sector = MIX[number % len(MIX)]
        held = organisations.get(sector)
        worn.append((member, sector, random.choice(held) if held else None))
    _give_hats(worn)
    through = Member.places.through
    through.objects.bulk_create(
        through(member_id=member.pk, place_id=random.choice(places).pk) for member in made
    )
    return worn


def _organisations(count: int, random: Random) -> dict[str, list[int]]:
    sectors = [sector for sector in MIX if sector != Sector.RESIDENT]
    made = Organisation.objects.bulk_create(
        Organisation(
            name=f"Seeded organisation {random.getrandbits(64):x}",
            sector=sectors[number % len(sectors)],
            state=OrganisationState.CONFIRMED,
        )
        for number in range(max(count, len(sectors)))
    )
    found: dict[str, list[int]] = {}
    for organisation in made:
        found.setdefault(organisation.sector, []).append(organisation.pk)
    return found


def _give_hats(worn: Seeded) -> None:
    ids = next_ids(Affiliation, len(worn))
    started = dt.date(2024, 1, 1)
    copy_rows(
        Affiliation,
        ["id", "member_id", "organisation_id", "role_title", "verified", "started_on"],
        (
            (
                pk,
                member.pk,
                organisation,
                "Officer" if organisation else "",
                bool(organisation),
                started,
            )
            for pk, (member, _sector, organisation) in zip(ids, worn, strict=True)
        ),
    )
