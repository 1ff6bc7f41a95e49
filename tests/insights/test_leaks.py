"""What a viewer may not read leaves no trace: on its page, in lists, counts, search, tags, similar, feed."""

import re

import pytest
from django.test import Client

from community.shelf import shelf
from insights.actions.recording import set_places, set_tags
from insights.enums import Audience, TagState
from insights.models import Tag
from insights.models.insights import KeptFrom
from members.models import Place
from tests.factories import InsightFactory, MemberFactory, ResponseFactory
from tests.insights.readers import READS, ROLES, world
from tests.worlds import undone

pytestmark = pytest.mark.django_db

TITLE = "Zebra crossings unite neighbours"


@pytest.fixture
def here():
    return world()


@pytest.fixture
def power():
    return Tag.objects.get(slug="power")


def text(response):
    return response.content.decode()


def without_tokens(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(response))


def arranged(insight, tag):
    set_tags(insight, [tag])
    set_places(insight, [Place.objects.select_related("parent__parent").get(name="Leeds")])
    return insight


@pytest.mark.parametrize("which", READS)
@pytest.mark.parametrize("role", ROLES)
def test_a_page_answers_whoever_may_read_and_does_not_exist_for_the_rest(here, which, role):
    insight = here.insight(which)
    client = here.client(role)

    answer = client.get(insight.get_absolute_url())

    assert answer.status_code == (200 if role in READS[which] else 404)
    if role not in READS[which]:
        missing = client.get("/insights/CH-22222/")
        assert without_tokens(answer) == without_tokens(missing)


@pytest.mark.parametrize("role", ROLES)
def test_lists_counts_and_search_are_as_if_it_were_not_there(here, power, role):
    arranged(here.insight("everyone", title="Plain"), power)
    client = here.client(role)
    paths = ["/insights/", "/insights/?q=zebra", "/insights/?q=neighbours&sort=newest"]
    paths += ["/insights/?kind=challenge", "/insights/?tag=power", "/insights/?place=leeds"]
    paths += ["/tags/", "/tags/power/", "/insights/feed/", f"/insights/?event={here.space.code}"]
    before = [without_tokens(client.get(path)) for path in paths]

    for which, readers in READS.items():
        with undone():
            insight = arranged(here.insight(which, title=TITLE), power)
            after = [without_tokens(client.get(path)) for path in paths]
            if role not in readers:
                assert after == before, which
            else:
                pages = zip(paths, after, strict=True)
                seen = [path for path, page in pages if insight.reference in page]
                unseen = {"/tags/"} if which == "everyone" else {"/tags/", "/insights/feed/"}
                assert seen == [path for path in paths if path not in unseen], which
        shelf.clear()


@pytest.mark.parametrize("which", READS)
@pytest.mark.parametrize("role", ROLES)
def test_similar_shows_only_what_the_viewer_may_read(here, which, role):
    looked_at = here.insight("everyone", title=TITLE)
    like = here.insight(which, title=f"{TITLE} twice")

    page = text(here.client(role).get(looked_at.get_absolute_url()))

    assert (like.reference in page) == (role in READS[which])


def test_ones_own_unlinked_insight_is_found_by_proof_on_its_page_and_in_no_list():
    author = MemberFactory()
    insight = InsightFactory(unlinked_by=author, held=True, title=TITLE)
    client = Client()
    client.force_login(author)

    assert client.get(insight.get_absolute_url()).status_code == 200
    assert insight.reference not in text(client.get("/insights/?q=zebra"))


def test_a_held_insight_is_in_no_list_even_for_a_facilitator(here):
    insight = here.insight("everyone", title=TITLE, held=True)

    page = text(here.client("facilitator").get("/insights/?q=zebra"))

    assert insight.reference not in page


def test_kept_counts_follow_a_member_who_may_read_their_own(here):
    """An author kept out by their own choice has a count of their own, and nobody else is given it."""
    author = here.people["funder"]
    insight = InsightFactory(author=author, audience=Audience.PRACTITIONERS, title=TITLE)

    assert "1 insight<" in text(here.client("funder").get("/insights/"))
    assert insight.reference in text(here.client("funder").get("/insights/"))
    assert "0 insights<" in text(here.client("funder_facilitator").get("/insights/"))


def test_counts_change_the_moment_an_insight_is_kept_from_an_organisation(here):
    insight = here.insight("members")
    client = here.client("kept_out")
    assert "1 insight<" in text(client.get("/insights/"))

    KeptFrom.objects.create(insight=insight, organisation=here.kept_out_of)

    assert "0 insights<" in text(client.get("/insights/"))


@pytest.mark.parametrize("state", [TagState.PROPOSED, TagState.DECLINED])
def test_a_tag_outside_the_vocabulary_is_shown_nowhere(here, state):
    tag = Tag.objects.create(name="Secret word", slug="secret-word", state=state)
    insight = here.insight("everyone")
    set_tags(insight, [tag])
    client = here.client("member")

    for path in ["/insights/", insight.get_absolute_url(), "/tags/", "/insights/feed/"]:
        assert "Secret word" not in text(client.get(path))
    assert client.get("/tags/secret-word/").status_code == 404
    assert "Secret word" not in text(client.get("/insights/?tag=secret-word"))


def test_accepting_a_tag_shows_it_at_once(here):
    tag = Tag.objects.create(name="Fresh word", slug="fresh-word")
    set_tags(here.insight("everyone"), [tag])
    client = here.client("visitor")
    assert "Fresh word" not in text(client.get("/insights/"))

    Tag.objects.filter(pk=tag.pk).update(state=TagState.ACCEPTED)

    assert text(client.get("/insights/")).count("Fresh word") == 2


@pytest.mark.parametrize("linked", [True, False])
def test_nothing_of_an_author_but_the_byline_is_shown(here, linked):
    author = MemberFactory(name="Gwenllian Prys")
    owner = {"author": author, "attribution": "organisation"} if linked else {"unlinked_by": author}
    insight = here.insight("everyone", title=TITLE, **owner)

    for path in ["/insights/", "/insights/?q=zebra", insight.get_absolute_url(), "/insights/feed/"]:
        for role in ROLES:
            page = text(here.client(role).get(path))
            assert "Gwenllian" not in page
            assert author.email not in page


def test_versions_are_the_authors_alone(here):
    author = MemberFactory()
    insight = here.insight("everyone", unlinked_by=author)
    client = Client()
    client.force_login(author)
    path = f"{insight.get_absolute_url()}versions/"

    assert client.get(path).status_code == 200
    assert {here.client(role).get(path).status_code for role in ROLES} == {404}


def test_a_line_of_context_is_shown_to_its_author_alone(here):
    insight = here.insight("everyone")
    ResponseFactory(insight=insight, member=here.people["member"], context="Only I know this")

    seen = [
        role
        for role in ROLES
        if "Only I know this" in text(here.client(role).get(insight.get_absolute_url()))
    ]

    assert seen == ["member"]
