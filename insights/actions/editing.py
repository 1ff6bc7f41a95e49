"""Editing: the author's own words, locked, from the version they saw; what stood before is kept.

Of unlinked words nothing here writes a row that names their author: a version holds words and a day.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from insights import pace, policies
from insights.differences import compared
from insights.enums import State
from insights.models import Comment, Insight
from insights.models.signing import SignedWords
from members.models import Member

T = TypeVar("T", Insight, Comment)


class StaleEdit(Exception):
    """The words were changed since their form was opened."""


class NotYours(Exception):
    """Only the author does this, and the author could not be proved."""


def own(
    words: T, *, by: Member, may: Callable[[Member, SignedWords], bool] = policies.can_change
) -> T:
    """The row, locked, for its author alone."""
    locked = type(words).objects.select_for_update(of=("self",)).get(pk=words.pk)
    if not may(by, locked):
        raise NotYours
    return locked


def begin(words: T, *, version: int, by: Member) -> T:
    """The next version, not saved. What was returned, declined or is unlinked is held again."""
    words = own(words, by=by)
    if words.version != version:
        raise StaleEdit
    pace.require_room_for_edit(words)
    keep_version(words)
    words.version += 1
    if words.is_unlinked or words.state != State.PUBLISHED:
        words.state = State.HELD
    return words


def keep_version(words: Insight | Comment) -> None:
    """As they stand, before they change."""
    kept: dict[str, Any] = {name: getattr(words, name) for name in compared(words)}
    words.versions.create(number=words.version, **kept)


def says_the_same(words: Insight | Comment, sent: Mapping[str, Any]) -> bool:
    """The edit was made before: the same form has been sent twice."""
    return all(getattr(words, name) == sent[name] for name in compared(words))
