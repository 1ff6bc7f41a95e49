"""CR-1, CR-2, CR-4: processes are killed while people send; nothing acknowledged is missing or stored twice."""

from collections import Counter

import pytest

from tests.crash.running import Stream, wait_for

pytestmark = pytest.mark.crash
BETWEEN = 40  # acknowledged between two kills


@pytest.fixture(scope="module")
def sent(site):
    """A stream during which everything is killed twice; each time the stream must come back by itself."""
    kills = [
        site.kill_a_web_process, site.kill_the_worker, site.kill_postgres, site.kill_a_backend,
        site.kill_a_web_process, site.kill_the_worker, site.kill_postgres,
    ]  # fmt: skip
    with Stream(site) as stream:
        for kill in kills:
            stream.wait_for_more(BETWEEN)
            kill()
        stream.wait_for_more(BETWEEN)
    print(f"acknowledged {len(stream.acknowledged)}, sent again {stream.refused}")
    return stream.acknowledged


def names(sent, kind):
    return sorted(thing.name for thing in sent if thing.kind == kind)


def stored(site, question):
    return sorted(value for (value,) in site.ask(question))


def test_insights_are_stored_once_and_none_is_missing(site, sent):
    rows = stored(site, "SELECT title FROM insights_insight WHERE title LIKE 'insight-%%'")

    assert rows == names(sent, "insight")


def test_comments_are_stored_once_and_none_is_missing(site, sent):
    rows = stored(site, "SELECT body FROM insights_comment")

    assert rows == names(sent, "comment")


def test_the_last_answer_of_each_member_stands(site, sent):
    last = {(it.session, it.path): it.name for it in sent if it.kind == "answer"}

    assert stored(site, "SELECT context FROM insights_response") == sorted(last.values())


def test_every_offer_is_mailed_after_its_commit_under_one_name(site, sent):
    """A worker killed between sending and writing down that it sent sends again, under the same name."""
    offers = {(it.session, it.path) for it in sent if it.kind == "offer"}
    site.give_up_on_dead_workers()
    waiting = "SELECT count(*) FROM community_outboxmessage WHERE sent_at IS NULL"
    wait_for(lambda: site.ask(waiting) == [(0,)])

    written = stored(site, "SELECT message_id FROM community_outboxmessage")
    arrived = Counter(site.post.arrived)
    print(f"mailed {len(written)}, arrived twice {sum(arrived.values()) - len(arrived)}")
    assert len(written) == len(offers)
    assert sorted(arrived) == written
    assert site.early == []


def test_the_database_keeps_what_it_says_it_kept(site):
    """CR-3."""
    names = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")

    assert [site.ask(f"SHOW {name}") for name in names] == [[("on",)]] * 4
