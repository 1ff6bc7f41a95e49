"""What is left at the address of something removed: for whoever could read it, and without a word of it."""

import re

import pytest

from insights.actions import moderation
from insights.enums import Act, State
from insights.models import Reason
from tests.factories import MemberFactory
from tests.insights.readers import READS, ROLES, world

pytestmark = pytest.mark.django_db
WORDS = ["Zebra crossings", "unite neighbours", "Gwenllian", "Prys", "too candid to say here"]
MODERATES = {"facilitator", "funder_facilitator"}


def removed(here, which, **fields):
    insight = here.insight(
        which, title="Zebra crossings", body="They unite neighbours.", byline_name="", **fields
    )
    reason = Reason.objects.get(act=Act.REMOVE, text="It breaks a confidence")
    facilitator = MemberFactory(facilitator=True)
    return moderation.decide(
        insight, Act.REMOVE, reason=reason, sentence="Too candid to say here.", by=facilitator
    )


def without_tokens(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)


@pytest.mark.parametrize("which", READS)
@pytest.mark.parametrize("role", ROLES)
def test_whoever_could_read_it_is_told_why_and_for_others_it_never_was(which, role):
    here = world()
    author = MemberFactory(name="Gwenllian Prys")
    insight = removed(here, which, unlinked_by=author)
    client = here.client(role)

    answer = client.get(insight.get_absolute_url())

    if role not in READS[which]:
        missing = client.get("/insights/CH-22222/")
        assert (answer.status_code, without_tokens(answer)) == (404, without_tokens(missing))
    elif role in MODERATES:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, "It breaks a confidence" in answer.text) == (410, True)
        assert [word for word in WORDS if word.lower() in answer.text.lower()] == []


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_its_author_keeps_the_words(client, ownership):
    author = MemberFactory()
    insight = removed(world(), "everyone", **{ownership: author})
    client.force_login(author)

    answer = client.get(insight.get_absolute_url())

    assert (answer.status_code, "They unite neighbours." in answer.text) == (200, True)


@pytest.mark.parametrize("state", [State.HELD, State.RETURNED, State.DECLINED, State.WITHDRAWN])
def test_only_what_was_removed_leaves_anything(client, state):
    insight = world().insight("everyone", state=state)

    assert client.get(insight.get_absolute_url()).status_code == 404


def test_a_restored_insight_is_back_at_its_address(client):
    insight = removed(world(), "everyone")
    gone = client.get(insight.get_absolute_url()).status_code
    by = MemberFactory(facilitator=True)

    moderation.decide(insight, Act.RESTORE, reason=None, sentence="", by=by)

    assert (gone, client.get(insight.get_absolute_url()).status_code) == (410, 200)


@pytest.mark.parametrize("rest", ["versions/", "report/", "answer/", "edit/", "offers/"])
def test_nothing_under_the_address_answers(rest):
    here = world()
    insight = removed(here, "everyone")

    assert here.client("member").get(f"{insight.get_absolute_url()}{rest}").status_code in (
        404,
        405,
    )
