import io
import json
import logging

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from community import logs

CONFIDED = "my manager hides the figures"


def fail(request):
    raise ValueError(CONFIDED)


def lose_database(request):
    raise OperationalError(CONFIDED)


def answer(request, words):
    logging.getLogger("community.elsewhere").warning("something odd")
    return HttpResponse("fine")


urlpatterns = [
    path("fail/", fail),
    path("lose/", lose_database),
    path("answer/<str:words>/", answer),
]
handler500 = "community.errors.server_error"


@pytest.fixture
def lines():
    """What is logged meanwhile, as the lines that would reach standard error."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Lines())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "exception"),
    [
        ("/fail/", 500, "builtins.ValueError"),
        ("/lose/", 503, "django.db.utils.OperationalError"),
    ],
)
def test_failure_is_one_line_with_its_class_and_place(client, lines, address, status, exception):
    response = client.get(address)

    (line,) = lines()
    assert response.status_code == line["status"] == status
    assert line["exception"] == exception
    assert line["frames"][-1].startswith("tests/community/test_logs.py:")
    assert line["request"] == response["X-Request-ID"]


def test_failure_does_not_repeat_what_was_typed(client, lines):
    client.post("/fail/", {"body": CONFIDED}, QUERY_STRING="q=figures")

    assert "figures" not in json.dumps(lines())


def test_request_is_named_by_its_route_and_never_by_its_address(client, lines):
    client.get("/answer/figures/", {"q": "hides"}, REMOTE_ADDR="203.0.113.9")

    written = json.dumps(lines())
    assert lines()[-1]["route"] == "answer/<str:words>/"
    assert not [word for word in ("figures", "hides", "203.0.113.9") if word in written]


def test_every_line_of_a_request_has_the_same_number(client, lines):
    response = client.get("/answer/x/")

    assert {line["request"] for line in lines()} == {response["X-Request-ID"]}


def test_client_error_is_one_line_without_an_exception(client, lines):
    client.get("/nowhere/")

    (line,) = lines()
    assert (line["status"], line["level"], "exception" in line) == (404, "info", False)


def test_values_in_other_libraries_messages_are_left_out(lines):
    logging.getLogger("library").warning("Refused: %s", CONFIDED)
    logging.getLogger("library").warning(f"Refused: {CONFIDED}")

    filled, composed = (line["event"] for line in lines())
    assert filled == "Refused: %s"
    assert composed.startswith("test_logs.test_values_in_other_libraries")


def test_record_with_control_characters_stays_one_line(lines):
    logging.getLogger("library").warning("two\nlines\x1b[31m\u2028 %s", 1)

    assert len(lines()) == 1
