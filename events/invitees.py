"""Reading a pasted list of people to invite: each line's address, and what would become of it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count

from community.text import normalise_line
from events.enums import Invitee
from members.models import Invitation, Space
from members.models.invitations import MOST_AN_HOUR

MOST_LINES = 500
LONGEST_ADDRESS = 254
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Line:
    number: int
    said: str
    email: str
    verdict: Invitee


def read(text: str, space: Space) -> list[Line]:
    """A first line without an address is a heading. Nobody is looked up among members."""
    rows = [row for row in text.splitlines() if row.strip()]
    if rows and "@" not in rows[0]:
        rows = rows[1:]
    addresses = [address_in(row) for row in rows]
    return list(judged(rows, addresses, space))


def judged(rows: list[str], addresses: list[str], space: Space) -> Iterator[Line]:
    invited = set(space.invitations.filter(revoked=False).values_list("email", flat=True))
    often, met = written_to_often(addresses), set[str]()
    for number, (row, email) in enumerate(zip(rows, addresses, strict=True), start=1):
        verdict = Invitee.INVITED
        if not email:
            verdict = Invitee.UNREADABLE
        elif email in met:
            verdict = Invitee.TWICE
        elif email in invited:
            verdict = Invitee.ALREADY
        elif email in often:
            verdict = Invitee.OFTEN
        met.add(email)
        yield Line(number, normalise_line(row)[:120], email, verdict)


def address_in(row: str) -> str:
    """The first cell that is an address: `kim@north.example`, or `Kim Tal <kim@north.example>`."""
    for delimiter in DELIMITERS:
        for cell in next(csv.reader([row], delimiter=delimiter), []):
            email = parseaddr(normalise_line(cell))[1].lower()
            if is_address(email):
                return email
    return ""


def is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= LONGEST_ADDRESS


def written_to_often(addresses: list[str]) -> set[str]:
    lately = Invitation.objects.lately().filter(email__in=addresses).values("email")
    counted = lately.annotate(n=Count("pk")).filter(n__gte=MOST_AN_HOUR)
    return {row["email"] for row in counted}
