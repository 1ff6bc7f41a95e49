"""The reading key: two viewers with the same key may read exactly the same library.

What was worked out for one of them is kept in this process for the others, until the stamp rises.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils.translation import get_language

from community.prepared import prepared
from community.shelf import shelf
from insights.enums import Audience, State
from insights.models import LibraryStamp
from members.http import MemberRequest, Request
from members.models import Viewer

T = TypeVar("T")


def kept(key: str, *asked: object, make: Callable[[], T]) -> T:
    """What was made for this key and question before, or made now. `None` is never kept."""
    name = sha256("|".join([key, *map(str, (get_language(), *asked))]).encode()).hexdigest()
    made: T | None = shelf.get(name)
    if made is None:
        made = make()
        shelf.put(name, made)
    return made


def keys_of(request: Request | MemberRequest) -> tuple[str, str]:
    """The viewer's keys, asked for once a request."""
    own = vars(request)
    if "reading_keys" not in own:
        own["reading_keys"] = reading_keys(request.user)
    return own["reading_keys"]  # type: ignore[no-any-return]


def keys_of_a_visitor(request: Request) -> tuple[str, str]:
    """Of whoever carries no session: who they are need not be asked."""
    keys = vars(request)["reading_keys"] = reading_keys(AnonymousUser())
    return keys


def reading_key(viewer: Viewer) -> str:
    """The library's stamp and what of this viewer decides what they may read, and nothing more.

    Hats, events, and those of their organisations that anything is kept from. Whoever wrote what
    they could not otherwise read has a key of their own.
    """
    return reading_keys(viewer)[0]


def reading_keys(viewer: Viewer) -> tuple[str, str]:
    """The reading key, and the number that rises with every change to a comment: in one question."""
    if viewer.is_anonymous:
        stamp, _, comments = LibraryStamp.of_pages().partition(".")
        return f"{stamp}|visitor", comments
    organisations = sorted(viewer.organisation_ids)
    with prepared(), connection.cursor() as cursor:
        cursor.execute(_OWN_PART, [organisations, viewer.pk, PUBLISHED, OPEN, organisations])
        stamp, comments, kept_from, reads_more = cursor.fetchone()
    hat = "funder" if viewer.wears_funder_hat else "member"
    spaces, left_out = (".".join(map(str, ids)) for ids in (sorted(viewer.space_parts), kept_from))
    own = viewer.pk if reads_more else ""
    return f"{stamp}|{hat}|{spaces}|{left_out}|{own}", str(comments)


PUBLISHED = State.PUBLISHED.value
OPEN = [Audience.EVERYONE.value, Audience.MEMBERS.value]
# Asked on every page of a member's, so written out: their organisations something is kept from, and
# whether they wrote, linked and published, what its audience or that leaves them out of.
_OWN_PART = """
SELECT value, comments,
       ARRAY(SELECT DISTINCT organisation_id FROM insights_keptfrom
             WHERE organisation_id = ANY(%s) ORDER BY 1),
       EXISTS (SELECT FROM insights_insight own
               WHERE author_id = %s AND state = %s AND (audience <> ALL(%s) OR EXISTS (
                   SELECT FROM insights_keptfrom
                   WHERE insight_id = own.id AND organisation_id = ANY(%s))))
FROM insights_librarystamp WHERE id = 1
"""
