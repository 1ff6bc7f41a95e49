"""Every page of an event that only those who run it may open: for everybody else nothing is there."""

import uuid

import pytest
from django.urls import reverse

from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db
KEY = uuid.UUID(int=1)

READ = [
    "sample",
    "workspace",
    "edit",
    "people",
    "capture",
    "sort",
    "check_back",
    "publish",
    "theme",
    "invitations",
    "invite",
    "places",
    "attendance",
    "registrations",
]
PRESS = [
    "move_on",
    "take_off",
    "paste",
    "add_note",
    "begin_check_back",
    "record_check_back",
    "revoke_invitation",
]
CHANGE = [
    "edit",
    "people",
    "invitations",
    "invite",
    "places",
    "attendance",
    "sort",
    "publish",
    "theme",
    "leave_out",
    *PRESS,
]
BATCH = ["undo_batch", "redo_batch"]
THEME = ["sort_theme", "shift_theme", "delete_theme"]
ALL = sorted({*READ, *CHANGE, *BATCH, *THEME})


@pytest.fixture(autouse=True)
def theme(event):
    return ThemeFactory(event=event, pk=77)


def address(name, event):
    extra = [KEY] if name in BATCH else [77] if name in {"theme", *THEME} else []
    return reverse(f"events:{name}", args=[event.code, *extra])


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", READ)
def test_pages_are_not_there_for_others(signed_in, event, who, name):
    client = signed_in(outsider(who, event))

    refused = client.get(address(name, event))
    absent = client.get(address(name, event).replace(event.code, "ZZZZZZ"))

    assert (refused.status_code, absent.status_code) == (404, 404)


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", CHANGE + BATCH + THEME)
def test_changes_are_not_there_for_others(signed_in, event, who, name):
    client = signed_in(outsider(who, event))

    assert client.post(address(name, event)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_visitors_are_asked_to_sign_in(client, event, name):
    answer = client.get(address(name, event))

    assert answer["Location"].startswith("/accounts/login/?next=/events/")


@pytest.mark.parametrize("name", ["new", *ALL])
def test_what_is_sent_signed_out_is_handed_back(client, event, name):
    typed = {"text": "Buses stop at six,\nso nobody comes", "part": "organiser"}
    to = reverse("events:new") if name == "new" else address(name, event)

    answer = client.post(to, typed)

    assert (answer.status_code, answer.context["action"]) == (403, to)
    assert dict(answer.context["typed"]) == typed
    assert "session" not in client.cookies


@pytest.mark.parametrize("name", ["draft_summary", "publish_summary", "take_back_summary"])
def test_a_press_about_the_summary_signed_out_can_be_sent_again(client, event, name):
    assert client.post(reverse(f"events:{name}", args=[event.code])).status_code == 403


@pytest.mark.parametrize("name", ["edit_block", "restore_block", "keep_block", "arrange_block"])
def test_a_block_of_the_summary_sent_signed_out_is_handed_back(client, event, name):
    typed = {"text": "Fifteen people came on a wet morning."}

    answer = client.post(reverse(f"events:{name}", args=[event.code, "why"]), typed)

    assert (answer.status_code, dict(answer.context["typed"])) == (403, typed)


@pytest.mark.parametrize("name", READ)
def test_pages_open_for_whoever_runs_it(runner, event, name):
    assert runner.get(address(name, event)).status_code == 200


@pytest.mark.parametrize("name", [*PRESS, "leave_out", *BATCH, *THEME])
def test_changes_are_never_made_by_reading(runner, event, name):
    assert runner.get(address(name, event)).status_code == 405


def test_new_is_for_organisers(signed_in, facilitator):
    assert signed_in(facilitator).get(reverse("events:new")).status_code == 403
