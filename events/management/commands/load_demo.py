"""Load the demonstration community, once."""

from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events.management.demo.library import load_library
from events.management.demo.people import ACCOUNTS, load_members
from events.management.demo.session import load_sessions
from insights.actions import counting
from members.models import Member


class Command(BaseCommand):
    help = "Load the demonstration community, once. Does nothing when it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration community is for DEMO=1 alone.")
        if Member.objects.filter(email=ACCOUNTS[0].email).exists():
            self.stdout.write("The demonstration community is already there.")
            return
        with transaction.atomic():
            self.load(Random(2018))  # noqa: S311 - the same community every time
        self.stdout.write("The demonstration community is loaded.")

    def load(self, random: Random) -> None:
        members = load_members(random)
        self.stdout.write(f"{len(members)} members")
        load_library(members, random)
        self.stdout.write("their insights, answers, comments and offers")
        load_sessions(members, random)
        counting.take()
        self.stdout.write("one event with its notes")
