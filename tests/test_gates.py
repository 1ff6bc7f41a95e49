"""Gates of the scorecard that no other story shows."""

import re

import pytest
from django.conf import settings

from community.models import OutboxMessage
from events.actions import planning
from insights.models import Insight
from tests.factories import EventFactory, InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db


def test_what_no_form_asks_for_is_passed_over(client):
    """AC-5: whose it is, what became of it and how it is called are not for the sender to say."""
    member, other = MemberFactory(name="Kim Tal"), MemberFactory()
    words = {"kind": "challenge", "title": "Short money", "body": "It ends each March."}
    signed = {"attribution": "named", "audience": "members", "form_key": "k"}
    forged = {"author": other.pk, "author_id": other.pk, "byline_name": "Somebody else"}
    forged |= {"state": "published", "published_on": "2020-01-01", "reference": "CH-22222"}
    forged |= {"owner_proof": "0" * 64, "is_facilitator": "on", "note_count": 14, "version": 9}
    client.force_login(member)

    for step in ("preview", "submit"):
        client.post("/insights/new/", words | signed | forged | {"step": step})

    made = Insight.objects.get(title="Short money")
    assert (made.author, made.byline_name, made.state, made.published_on, made.version) == (
        member, "Kim Tal", "held", None, 1,
    )  # fmt: skip
    assert (made.reference != "CH-22222", made.owner_proof, made.note_count) == (True, "", None)
    member.refresh_from_db()
    assert not member.is_facilitator


def test_changing_an_event_touches_nothing_that_came_out_of_it():
    """AN-10: what was promised when it was written stands."""
    event = EventFactory(chatham_house=True)
    InsightFactory(space=event.space_ptr, unlinked_by=MemberFactory())
    InsightFactory(space=event.space_ptr)
    before = list(Insight.objects.order_by("pk").values())

    names = ("title", "why", "questions", "starts_at", "ends_at")
    plan = {name: getattr(event, name) for name in names}
    plan |= {"chatham_house": False, "audience": "everyone"}
    planning.change(event, plan, hosts=[], version=event.version, by=event.created_by)

    event.refresh_from_db()
    assert (event.chatham_house, event.audience) == (False, "everyone")
    assert list(Insight.objects.order_by("pk").values()) == before


def test_letters_are_plain_and_carry_nobodys_words():
    """PR-7: a letter says where to look; what was said stays on the site."""
    letters = sorted(settings.BASE_DIR.glob("templates/*/mail/*.txt"))
    words = re.compile(
        r"(?<!event)(?<!space)\.(?:title|body|what_helped|words|text|outcome|message|sentence|about)\b"
    )

    said = {it.name: found for it in letters if (found := words.findall(it.read_text()))}

    assert len(letters) > 40
    assert said == {}
    assert [it for it in OutboxMessage._meta.get_fields() if "html" in it.name] == []
