"""Fills an empty database with people, each with a session, and prints what the tests need to know of them."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from events.actions import summaries  # noqa: E402
from insights.enums import Kind  # noqa: E402
from members.enums import Sector  # noqa: E402
from tests.factories import EventFactory, InsightFactory, MemberFactory, NoteFactory  # noqa: E402

MEMBERS, NEEDS = 31, 20


def session(member):
    client = Client()
    client.force_login(member)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def prepare():
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    members = MemberFactory.create_batch(MEMBERS, hat=Sector.COUNCIL)
    asker = members[0]
    needs = [InsightFactory(kind=Kind.SUPPORT_NEED, author=asker) for _ in range(NEEDS)]
    organiser = MemberFactory(organiser=True, facilitator=True)
    event = EventFactory(facilitated_by=organiser)
    NoteFactory.create_batch(3, event=event)
    summaries.draft(event, by=organiser)
    return {
        "members": [session(member) for member in members],
        "needs": [need.reference for need in needs],
        "organiser": session(organiser),
        "event": event.code,
    }


if __name__ == "__main__":
    print(json.dumps(prepare()))
