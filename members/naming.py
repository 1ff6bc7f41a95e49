"""Names a text may give away, as far as its writer is allowed to know whose names they are.

Known to the writer are those in the directory, organisations anyone may choose, and oneself. A member who
chose not to be listed is treated like anybody in the street: to know better would tell that they are here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from community.identifying.found import Found, Sort, apart
from community.identifying.names import begins, called, firsts_of, people
from members.models import Member, Organisation, Viewer

MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    people: Sequence[str]
    organisations: Sequence[str]


def known_to(viewer: Viewer) -> Known:
    """Two questions, whatever was typed: the text itself is never put to the database."""
    listed = Member.objects.visible_to(viewer).exclude(name="").values_list("name", flat=True)
    confirmed = Organisation.objects.confirmed().values_list("name", flat=True)
    hats = () if viewer.is_anonymous else viewer.hats
    own = [hat.organisation.name for hat in hats if hat.organisation]
    return Known(list(listed.order_by()[:MOST_KNOWN]), [*own, *confirmed.order_by()[:MOST_KNOWN]])


def heard_in(texts: Sequence[str], known: Known) -> Known:
    """Those that could stand in one of these texts: asked once for all, whatever a page shows."""
    firsts = firsts_of("\n".join(texts))
    return Known(
        [name for name in known.people if begins(name) in firsts],
        [name for name in known.organisations if begins(name) in firsts],
    )


def named(text: str, known: Known) -> list[Found]:
    """Whoever is known to the writer by any spelling of their whole name, and whatever looks like a name."""
    return apart(
        [
            *called(text, known.organisations, Sort.ORGANISATION),
            *called(text, known.people, Sort.PERSON),
            *people(text),
        ]
    )
