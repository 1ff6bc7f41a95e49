"""Error pages give back what was typed, as text, and never what another site sent."""

import pytest
from django.db import OperationalError
from django.test import Client

from community import errors
from community.http import is_words
from community.middleware import answer_conflicts

WORDS = "We tried <b>that</b> twice,\nand it held."
TYPED = {"body": WORDS, "form_key": "0f8fad5b-d9cb-469f-a165-70867728950e", "kind": "principle"}
ANSWERS = {
    403: errors.forbidden,
    404: errors.not_found,
    429: errors.too_many,
    500: errors.server_error,
    503: errors.unavailable,
}


@pytest.fixture
def sent(rf, db):
    """A form of ours, its token checked."""
    request = rf.post("/insights/new/", TYPED)
    request.csrf_processing_done = True
    return request


@pytest.mark.parametrize("code", ANSWERS)
def test_error_page_gives_back_what_was_typed_as_text(sent, code):
    answer = ANSWERS[code](sent)

    assert answer.status_code == code
    assert answer.text.count("kept-text") == 1
    assert "We tried &lt;b&gt;that&lt;/b&gt; twice" in answer.text


def test_a_database_gone_while_typing_gives_the_words_back(sent):
    middleware = answer_conflicts(lambda request: None)

    answer = middleware.process_exception(sent, OperationalError())

    assert (answer.status_code, answer.text.count("kept-text")) == (503, 1)


@pytest.mark.parametrize("code", ANSWERS)
def test_error_page_shows_nothing_of_a_form_nobody_checked(rf, db, code):
    answer = ANSWERS[code](rf.post("/insights/new/", TYPED))

    assert (answer.status_code, "kept-text" in answer.text) == (code, False)


def test_an_address_that_does_not_exist_repeats_nothing(db):
    answer = Client(enforce_csrf_checks=True).post("/nobody-there/", TYPED)

    assert (answer.status_code, "kept-text" in answer.text) == (404, False)


def test_a_token_that_is_missing_hands_everything_back(db):
    answer = Client(enforce_csrf_checks=True).post("/events/new/?from=here", TYPED)

    assert answer.status_code == 403
    assert dict(answer.context["typed"]) == TYPED
    assert answer.text.count("kept-text") == 1
    assert 'action="/events/new/?from=here"' in answer.text


def test_a_password_is_never_handed_back(db):
    typed = {"login": "kim@example.org", "password": "plum tractor evening lamp"}

    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", typed)

    assert (answer.status_code, answer.context["typed"]) == (403, [])
    assert "plum tractor" not in answer.text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("principle", False),
        ("0f8fad5b-d9cb-469f-a165-70867728950e", False),
        ("Not so long", False),
        ("Buses stop at six, so nobody comes", True),
        ("Buses\nstop at half past six", True),
    ],
)
def test_words_are_told_from_keys_and_choices(value, shown):
    assert is_words(value) == shown


def test_a_database_gone_before_the_page_is_reached_is_503_and_gives_the_words_back(rf):
    """What a middleware asks of the database comes before any token is checked."""
    token = "a" * 32
    request = rf.post("/insights/new/", {"body": WORDS, "csrfmiddlewaretoken": token})
    request.COOKIES["csrf"] = token
    try:
        raise OperationalError
    except OperationalError:
        answer = errors.server_error(request)

    assert (answer.status_code, answer.text.count("kept-text")) == (503, 1)
